using System.Globalization;
using Portal.Data.Certificates;
using Portal.Tests.Support;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Certificates;

namespace Portal.Tests.Web;

/// <summary>The text that a new request begins with.</summary>
public sealed class KnownTextTests
{
    [Fact]
    public void It_quotes_the_same_clinic_shortly_and_in_Danish_and_of_another_says_only_that_it_answered()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var texts = new Texts();
        var status = Answered("LAE125", Cast.Torvet.Id, Cast.Torvet.Name, new DateTime(2026, 8, 12, 10, 0, 0, DateTimeKind.Utc), new() { ["function"] = $"Kan stå.\n{string.Concat(Enumerable.Repeat("Kan gå lidt. ", 40))}", ["history"] = "Hemmeligt" });
        var local = Answered("MULIG-LOKAL", Cast.Torvet.Id, Cast.Torvet.Name, new DateTime(2026, 5, 3, 10, 0, 0, DateTimeKind.Utc), new() { ["m.considerations"] = "NoHeavyLifting Quiet" });
        var other = Answered("LAE145", Cast.Fjordhoej.Id, Cast.Fjordhoej.Name, new DateTime(2026, 2, 1, 10, 0, 0, DateTimeKind.Utc), new() { ["functionImpact"] = "Fremmed" });
        DateTime[] calls = [new DateTime(2026, 6, 1, 10, 0, 0, DateTimeKind.Utc)];

        var lines = KnownText.Of(texts, new When(new CurrentUser(TimeProvider.System), texts), [other, status, local], calls, Cast.Torvet.Id).Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.StartsWith("Statusattest, besvaret 12. august 2026 af Lægerne Torvet: Kan stå. Kan gå lidt.", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(" …", lines[0], StringComparison.Ordinal);
        Assert.InRange(lines[0].Length, 200, 320);
        Assert.Equal("Telefonsamtale med klinikken 1. juni 2026", lines[1]);
        Assert.Equal($"Mulighedserklæring til jobcentret, besvaret 3. maj 2026 af Lægerne Torvet: {Language.InDanish(() => $"{texts["Enums.Consideration.NoHeavyLifting"]}, {texts["Enums.Consideration.Quiet"]}")}", lines[2]);
        Assert.Equal("Generel helbredsattest, besvaret 1. februar 2026 af Fjordhøj Lægehus", lines[3]);
        Assert.Equal("en", CultureInfo.CurrentUICulture.Name);
    }

    private static AnsweredCertificate Answered(string type, Guid clinicId, string clinic, DateTime at, Dictionary<string, string> sections) => new()
    {
        Id = Guid.NewGuid(),
        Type = new CertificateTypeVersion { Id = Guid.NewGuid(), TypeId = type, VersionNumber = 1, Definition = Catalogue.Type(type) },
        ClinicId = clinicId,
        ClinicName = clinic,
        AnsweredAt = at,
        Request = RequestContent.Empty,
        Answer = new AnswerContent { Sections = sections },
    };
}
