using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.Offers;

namespace Portal.E2E.Support;

/// <summary>Certificates in Danish with all that makes printing hard, always the same: made through the services, asked for and answered by people of the demo.</summary>
public sealed class GeneratedCertificates(IServiceProvider services, int seed)
{
    private const int LongestText = 5_000;

    private static readonly string[] Words =
    [
        "arbejdsprøvning", "smerter", "ryggen", "og", "i", "at", "på", "æble", "øvelser", "åndenød", "Ærø", "Østerbro", "Århus", "fysioterapeutisk", "affinitet", "fjeldfløjl",
        "speciallægepraksisoverenskomstforhandlinger", "uarbejdsdygtighedserklæringsformularen", "kiropraktorpatientforeningsformandskandidat", "genoptrænings-", "e-mail", "½",
        "37,5 °C", "5–10 kg", "≥ 3 uger", "»citat«", "(se bilag)", "50 %", "CRP < 10 & SR > 20", "naïve", "Müller", "Łódź", "µg", "nr. 7", "C:\\mappe\\fil", "https://example.dk/sti?a=1&b=2",
        "😀", "👍🏽", "❤️", "👩‍⚕️", "→", "<b>ikke fed</b>", "fi", "fl", "ffi", "Tjek-ind", "blå\u00admærke", "A/S", "10.000 kr.", "kl. 9.30", "§ 11 a",
    ];

    private readonly Random _random = new(seed);

    /// <summary>So many answered certificates, one type after the other.</summary>
    public async Task<IReadOnlyList<Guid>> MakeAsync(int count, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<DirectoryRepository>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var caseworker = await ActingAsync(directory, "caseworker", now, ct);
        var doctor = await ActingAsync(directory, "gp", now, ct);
        var offers = await scope.ServiceProvider.GetRequiredService<OfferRepository>().ListPublishedAsync(null, caseworker.MunicipalityId, ct);
        var types = await scope.ServiceProvider.GetRequiredService<CertificateTypes>().ListOrderableAsync(caseworker.MunicipalityId!.Value, DanishTime.DayOf(now), ct);
        var ids = new List<Guid>();
        for (var number = 0; number < count; number++)
        {
            ids.Add(await MakeAsync(scope.ServiceProvider, number, types[number % types.Count], offers, caseworker, doctor, ct));
        }

        return ids;
    }

    private static async Task<ActionContext> ActingAsync(DirectoryRepository directory, string signInKey, DateTime now, CancellationToken ct)
    {
        var person = (await directory.FindBySignInKeyAsync(signInKey, ct))!;
        return (await directory.FindViewerAsync(person.Id, DanishTime.DayOf(now), ct))!.Acting(now, null);
    }

    private async Task<Guid> MakeAsync(
        IServiceProvider scope, int number, CertificateTypeVersion type, IReadOnlyList<OfferListItem> offers, ActionContext caseworker, ActionContext doctor, CancellationToken ct)
    {
        var citizen = Done(await scope.GetRequiredService<CitizenService>().RegisterAsync(
            new NewCitizen
            {
                Cpr = CprNumber.TryParse($"710180{number + 1_000:0000}")!,
                Name = $"Bodil Ærø Søgård-Åkjær {number + 1}",
                MunicipalityId = caseworker.MunicipalityId!.Value,
                UnitId = caseworker.UnitId!.Value,
                CaseworkerId = caseworker.PersonId,
                ClinicId = doctor.ClinicId!.Value,
                Occupation = "Pædagogmedhjælper",
                BenefitArea = BenefitArea.Sygedagpenge,
            },
            caseworker,
            ct));
        var request = new RequestInput
        {
            CommandId = Guid.NewGuid(),
            TypeVersionId = type.Id,
            CitizenId = citizen,
            Content = Request(type.Definition, number),
            NewConsent = new ConsentInput
            {
                Kinds = Enum.GetValues<InformationKind>(),
                ClinicIds = [doctor.ClinicId.Value],
                CaseReference = "Sag om sygedagpenge – § 7, æøå",
                HowGiven = ConsentForm.Written,
                ToldAboutRefusing = true,
                GivenOn = DanishTime.DayOf(caseworker.At),
                ExpiresOn = DanishTime.DayOf(caseworker.At).AddMonths(6),
            },
        };
        var id = Done(await scope.GetRequiredService<CertificateService>().CreateAsync(request, send: true, caseworker, ct));
        var received = (await scope.GetRequiredService<CertificateRepository>().FindAsync(id, doctor, ct))!;
        await scope.GetRequiredService<CertificateService>().ViewAsync(received, doctor, ct);
        Done(await scope.GetRequiredService<AnswerService>().SignAsync(id, Answer(type.Definition, request.Content, offers, number), doctor, ct));
        return id;
    }

    private RequestContent Request(CertificateTypeDefinition type, int number)
    {
        var sections = new Dictionary<string, string>();
        foreach (var section in type.RequestSections)
        {
            switch (section.Type)
            {
                case SectionType.Choice:
                    sections[section.Id] = section.Options[0];
                    break;
                case SectionType.Boolean:
                    sections[section.Id] = "true";
                    break;
                case SectionType.OfferRefs:
                    sections[section.Id] = string.Join('\n', Enumerable.Range(1, 3).Select(line => $"{line}. {Line(30)}"));
                    break;
                case SectionType.Contact:
                    foreach (var (part, _) in CertificateForms.ContactParts)
                    {
                        sections[$"{section.Id}.{part}"] = $"{part} {Line(20)}";
                    }

                    break;
                case SectionType.List:
                    break;
                default:
                    sections[section.Id] = Text(200);
                    break;
            }
        }

        var questions = number % 4 == 0 ? CertificateForms.MostQuestions : 1 + (number % 4);
        return new RequestContent { Sections = sections, Questions = [.. Enumerable.Range(0, questions).Select(_ => Line(90) + "?")] };
    }

    private AnswerInput Answer(CertificateTypeDefinition type, RequestContent request, IReadOnlyList<OfferListItem> offers, int number) => new()
    {
        CommandId = Guid.NewGuid(),
        FormId = Guid.NewGuid(),
        DraftVersion = 0,
        Sections = type.AnswerSections.Where(section => section.Type != SectionType.Answers).ToDictionary(section => section.Id, section => section.Type switch
        {
            SectionType.Choice => section.Options[^1],
            SectionType.Boolean => "true",
            SectionType.Matrix => string.Join('\n', request.Lines(section.RowsFrom!).Select((_, row) => section.Options[row % section.Options.Count])),
            SectionType.Considerations => "NoHeavyLifting Quiet",
            SectionType.Date => "2027-02-01",
            SectionType.Text or SectionType.List or SectionType.Contact or SectionType.Answers or SectionType.Period or SectionType.Signature
                or SectionType.OfferRefs or SectionType.OfferRef => Text(number % 3 == 0 && section == type.AnswerSections.First(first => first.Type == SectionType.Text) ? LongestText : 400),
        }),
        Replies = [.. request.Questions.Select((_, index) => new QuestionReply
        {
            Number = index + 1,
            Mode = index % 3 == 1 ? ReplyMode.InNarrative : ReplyMode.Own,
            Text = index % 3 == 1 ? "" : Text(150),
        })],
        OfferVersionIds = [.. offers.Skip(number % 5).Take(number % 4).Select(offer => offer.CurrentVersionId)],
    };

    /// <summary>Words and line breaks, as near to a length as fits.</summary>
    private string Text(int length)
    {
        var text = Line(length);
        var lines = new System.Text.StringBuilder(text);
        for (var i = 40; i < lines.Length - 1; i += 60 + _random.Next(200))
        {
            if (lines[i] == ' ')
            {
                lines[i] = '\n';
            }
        }

        return lines.ToString();
    }

    private string Line(int length)
    {
        var text = Words[_random.Next(Words.Length)];
        while (true)
        {
            var next = $"{text} {Words[_random.Next(Words.Length)]}";
            if (next.Length > length)
            {
                return text;
            }

            text = next;
        }
    }

    private static Guid Done(Outcome outcome)
    {
        Assert.True(outcome.IsDone, $"{outcome.Kind} {outcome.Reason?.Key} {string.Join(", ", outcome.Errors.Select(error => $"{error.Field}: {error.Key}"))}");
        return outcome.Id;
    }
}
