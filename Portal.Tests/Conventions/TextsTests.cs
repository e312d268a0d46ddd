using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Citizens;
using Portal.Data.Citizens.Folder;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.Directory.Hours;
using Portal.Data.Fees;
using Portal.Data.EmployerStatements;
using Portal.Data.Offers;
using Portal.Data.Proposals;
using Portal.Data.Seminars;
using Portal.Data.Substitutions;
using Portal.Data.Threads;
using Portal.Tests.Support;
using Portal.Web.Infrastructure;

namespace Portal.Tests.Conventions;

/// <summary>Every text is there in both languages, and none is there for nothing.</summary>
public sealed partial class TextsTests
{
    // The enums whose values people read.
    private static readonly Type[] Shown =
    [
        typeof(Role), typeof(CertificateStatus), typeof(OfferKind), typeof(ReferralKind), typeof(OwnerKind), typeof(AttendanceKind), typeof(HirePossible),
        typeof(PhysicalDemand), typeof(DemandLevel), typeof(Consideration), typeof(AdaptationLevel), typeof(HoursBand), typeof(BenefitArea),
        typeof(WithdrawalReason), typeof(InformationKind), typeof(ConsentForm), typeof(WorkView),
        typeof(FolderKind), typeof(ConsentState), typeof(TypeState), typeof(RungKind),
        typeof(DeclineCode), typeof(WrongSending), typeof(AnswerKind),
        typeof(ProposalStatus), typeof(ProposalTriage),
        typeof(FeeState), typeof(SubstitutionState),
        typeof(StatementStatus), typeof(StatementSource), typeof(PeriodUnit),
        typeof(ThreadSide), typeof(ThreadTurn), typeof(ThreadSubjectKind), typeof(ThreadCategory), typeof(ThreadStatus), typeof(ThreadMessageKind),
        typeof(DisputeStep), typeof(DisputeOutcome), typeof(RetractReason),
        typeof(ContactWay),
        typeof(MeetingKind), typeof(SeminarStatus), typeof(PlaceKind), typeof(AgendaKind),
        typeof(Attendance),
        typeof(WindowKind), typeof(ConflictKind),
        typeof(RegistrationStatus), typeof(InvitationAnswer), typeof(SlotChoice),
    ];

    private static readonly string Folder = Path.Combine(SourceTree.Root, "Portal.Web", "Resources");

    public static TheoryData<string> Files => [.. Texts.Files];

    [Fact]
    public void The_files_are_the_ones_the_portal_knows_each_with_its_twin() => Assert.Equal(
        Texts.Files.SelectMany(file => new[] { $"{file}.resx", $"{file}.en.resx" }).Order(StringComparer.Ordinal),
        System.IO.Directory.EnumerateFiles(Folder, "*.resx").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_and_its_twin_have_the_same_keys_with_the_same_places(string file)
    {
        var danish = Read($"{file}.resx");
        var english = Read($"{file}.en.resx");

        Assert.Equal(danish.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(danish, text => Assert.Equal(Places(text.Value), Places(english[text.Key])));
        Assert.All(danish.Concat(english), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), $"{text.Key} is empty."));
        Assert.All(danish.Keys, key => Assert.StartsWith($"{file}.", key, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_value_that_people_read_has_its_word_and_no_other_value_has() => Assert.Equal(
        Shown.SelectMany(type => Enum.GetNames(type).Select(name => $"Enums.{type.Name}.{name}")).Order(StringComparer.Ordinal),
        Read("Enums.resx").Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Each_text_that_the_source_asks_for_is_there()
    {
        var keys = AllKeys();

        Assert.True(TextsInSource.Keys.Count > 200, "The search of the source found too little to be trusted.");
        Assert.All(TextsInSource.Keys, named => Assert.True(keys.Any(key => TextsInSource.IsNamed(key, named)), $"The source asks for {named}."));
    }

    [Fact]
    public void Each_text_that_is_there_is_asked_for() =>
        Assert.All(AllKeys(), key => Assert.True(TextsInSource.Asks(key), $"Nobody asks for {key}."));

    [Fact]
    public void Each_act_in_the_access_log_has_its_words() => Assert.Equal(
        TextsInSource.Acts,
        Read("Home.resx").Keys
            .Where(key => key.StartsWith("Home.Action.", StringComparison.Ordinal))
            .Select(key => key["Home.Action.".Length..])
            .Order(StringComparer.Ordinal));

    private static IReadOnlyList<string> AllKeys() => [.. Texts.Files.SelectMany(file => Read($"{file}.resx").Keys)];

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Folder, file)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}
