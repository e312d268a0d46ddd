using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>What is not theirs is not found: not to read, not to change.</summary>
public sealed class CertificateAccessTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly Person[] Unit = [Cast.Mette, Cast.Morten, Cast.Karin];
    private static readonly Person[] Clinic = [Cast.Anna, Cast.Bo, Cast.Birgit];

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_draft_is_the_units_and_the_asked_consultants_and_what_is_sent_also_the_clinics(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);

        foreach (var status in Enum.GetValues<CertificateStatus>())
        {
            var id = await world.CertificateAsync(status);
            var seenBy = new List<Person>();
            foreach (var person in Cast.People)
            {
                if (await world.FindAsync(id, person) is not null)
                {
                    seenBy.Add(person);
                }
            }

            IReadOnlyList<Person> expected = status switch
            {
                // What was retracted is gone for whoever received it.
                CertificateStatus.Draft or CertificateStatus.Discarded or CertificateStatus.Retracted => Unit,
                CertificateStatus.InConsultation => [.. Unit, Cast.Lars],
                _ => [.. Clinic, .. Unit],
            };
            Assert.Equal((status, Names(expected)), (status, Names(seenBy)));
        }

        static string Names(IEnumerable<Person> people) => string.Join(", ", people.Select(person => person.Name));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_role_an_organisation_or_a_unit_alone_opens_nothing(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Answered);
        var (mette, anna) = (world.As(Cast.Mette), world.As(Cast.Anna));

        foreach (var viewer in (ActionContext[])
            [
                mette with { MunicipalityId = Cast.Kalundborg.Id }, mette with { MunicipalityId = null },
                mette with { PersonId = Cast.Jonas.Id, UnitId = null }, mette with { PersonId = Cast.Jonas.Id, UnitId = Cast.Jobafklaring.Id },
                mette with { Role = Role.Gp }, anna with { Role = Role.Caseworker }, anna with { ClinicId = null },
                anna with { Role = Role.Auditor }, mette with { Role = Role.Administrator }, mette with { Role = Role.MedicalConsultant },
            ])
        {
            Assert.Null(await world.Get<CertificateRepository>().FindAsync(id, viewer, Ct));
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Strangers_get_not_found_from_every_act(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var request = await world.RequestAsync(citizenId: citizen);
        var answer = await world.AnswerAsync();
        var draft = await world.CertificateAsync(CertificateStatus.Draft);
        var sent = await world.CertificateAsync(CertificateStatus.Received);
        var answered = await world.CertificateAsync(CertificateStatus.Answered);
        var before = await world.CountAsync("AuditEntries");

        foreach (var person in Cast.People.Except(Unit).Except(Clinic))
        {
            var by = world.As(person);
            Outcome[] outcomes =
            [
                await world.Requests.EditAsync(draft, 1, request with { CommandId = Guid.NewGuid() }, send: true, by, Ct),
                await world.Requests.DiscardAsync(draft, 1, by, Ct),
                await world.Clinic.BookAsync(sent, 2, new DateOnly(2026, 12, 1), by, Ct),
                await world.Answers.SaveDraftAsync(sent, answer, by, Ct),
                await world.Answers.SignAsync(sent, answer, by, Ct),
                await world.Requests.ApproveAsync(answered, 3, by, Ct),
                await world.Requests.CloseAsync(answered, 3, by, Ct),
            ];
            Assert.All(outcomes, outcome => Assert.Equal((person.Name, OutcomeKind.NotFound), (person.Name, outcome.Kind)));
        }

        Assert.Equal(before, await world.CountAsync("AuditEntries"));
        Assert.Equal((0, 1), (await world.CountAsync("AnswerDrafts"), await world.CountAsync("CertificateAnswers")));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_casework_asks_and_only_about_citizens_of_its_own(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var request = await world.RequestAsync();

        var outcomes = new Dictionary<string, string?>();
        foreach (var person in Cast.People.Except(Unit))
        {
            var outcome = await world.Requests.CreateAsync(request, send: true, world.As(person), Ct);
            outcomes[person.Name] = outcome.Reason?.Key ?? outcome.Kind.ToString();
        }

        Assert.Equal(["Jonas Juul", "Kim Kaas", "Kirsten Krag"], outcomes.Where(pair => pair.Value == "NotFound").Select(pair => pair.Key));
        Assert.All(outcomes.Values.Where(value => value != "NotFound"), value => Assert.Equal("Refusals.OnlyCaseworkerAsks", value));
        Assert.Equal(0, await world.CountAsync("CertificateRequests"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_municipality_sees_the_answer_but_never_the_draft(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.InProgress);

        var whileWriting = (await world.FindAsync(id, Cast.Mette), await world.FindAsync(id, Cast.Birgit));
        World.Done(await world.Answers.SignAsync(id, (await world.AnswerAsync()) with { DraftVersion = 1 }, world.As(Cast.Anna), Ct));
        var signed = (await world.FindAsync(id, Cast.Mette), await world.FindAsync(id, Cast.Birgit));

        Assert.Equal((null, null), (whileWriting.Item1!.Draft, whileWriting.Item1.Answer));
        Assert.Equal((1, Cast.Anna.Name), (whileWriting.Item2!.Draft!.Version, whileWriting.Item2.Draft.SavedByName));
        Assert.Equal("Tekst til history.", signed.Item1!.Answer!.Content["history"]);
        Assert.Equal((null, null), (signed.Item1.Draft, signed.Item2!.Draft));
        Assert.Equal(0, await world.CountAsync("AnswerDrafts"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Practice_staff_prepares_but_does_not_sign(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);
        var answer = await world.AnswerAsync();
        World.Done(await world.Answers.SaveDraftAsync(id, answer, world.As(Cast.Birgit), Ct));

        var refused = await world.Answers.SignAsync(id, answer, world.As(Cast.Birgit), Ct);
        World.Done(await world.Answers.SignAsync(id, answer with { FormId = Guid.NewGuid(), DraftVersion = 1 }, world.As(Cast.Bo), Ct));

        Assert.Equal((OutcomeKind.Refused, "Refusals.OnlyDoctorSigns"), (refused.Kind, refused.Reason?.Key));
        var signed = (await world.FindAsync(id, Cast.Mette))!.Answer!;
        Assert.Equal((Cast.Birgit.Name, Cast.Bo.Name, "Praktiserende læge"), (signed.PreparedByName, signed.SignedByName, signed.SignedByTitle));
    }
}
