using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;

namespace Portal.Tests.Certificates;

/// <summary>What an administrator may type into the settings of a type.</summary>
public sealed class TypeSettingsReaderTests
{
    private static readonly TypeSettingsInput Usual = TypeSettingsInput.Of("LAE125", TypeSettings.Usual, 0);

    [Fact]
    public void The_form_as_it_is_drawn_changes_nothing()
    {
        var settings = new TypeSettings
        {
            IsOn = false,
            FeeOre = 114_050,
            FeeFromOn = new DateOnly(2026, 4, 1),
            FeeSource = "Aftalen af 2023",
            AfterRequestDays = 20,
            AfterConsultationDays = 0,
            RepeatWithinDays = 30,
            Ladder = [new(-2, RungKind.Remind), new(0, RungKind.Task)],
            LocalSections = [Section("local.4", FilledBy.Requester, SectionType.Text, required: true), Section("local.2", FilledBy.Doctor, SectionType.Boolean)],
            Guideline = "Kun efter aftale.\nMed koordinator.",
        };

        var (read, errors) = TypeSettingsReader.Read(TypeSettingsInput.Of("LAE125", settings, 3), settings, 4);

        Assert.Empty(errors);
        Assert.Equivalent(settings, read, strict: true);
    }

    [Theory]
    [InlineData("1140", 114_000)]
    [InlineData("1.140", 114_000)]
    [InlineData("1 140", 114_000)]
    [InlineData("1.140,5", 114_050)]
    [InlineData("1140.50", 114_050)]
    [InlineData("0,75", 75)]
    [InlineData("100.000", 10_000_000)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("1,140", null)]
    [InlineData("1.14.000", null)]
    [InlineData("12 kr.", null)]
    [InlineData("100.001", null)]
    [InlineData("999999999", null)]
    [InlineData("٣٥٠", null)]
    public void An_amount_is_read_as_it_is_meant_or_refused(string text, int? ore)
    {
        var (settings, errors) = Read(Usual with { FeeKroner = text, FeeFromOn = "2026-04-01", FeeSource = "Aftalen" });

        Assert.Equal(ore, settings.FeeOre);
        Assert.Equal(ore is null ? ["feeKroner: Errors.FeeAmount"] : [], errors);
    }

    public static TheoryData<string, TypeSettingsInput> Wrong { get; } = new()
    {
        { "feeFromOn: Errors.FeeWithoutDay, feeSource: Errors.FeeWithoutSource", Usual with { FeeKroner = "100" } },
        { "feeKroner: Errors.FeeWithoutAmount, feeSource: Errors.FeeWithoutSource", Usual with { FeeFromOn = "2026-04-01" } },
        { "feeKroner: Errors.FeeWithoutAmount, feeFromOn: Errors.Date", Usual with { FeeFromOn = "1. april", FeeSource = "Aftalen" } },
        { "feeSource: Errors.TooLong", Usual with { FeeKroner = "100", FeeFromOn = "2026-04-01", FeeSource = new string('x', 161) } },
        { "afterRequestDays: Errors.Days", Usual with { AfterRequestDays = "0" } },
        { "afterRequestDays: Errors.Days", Usual with { AfterRequestDays = "366" } },
        { "afterConsultationDays: Errors.Days", Usual with { AfterConsultationDays = "fjorten" } },
        { "repeatWithinDays: Errors.Days", Usual with { RepeatWithinDays = "-1" } },
        { "repeatWithinDays: Errors.Days", Usual with { RepeatWithinDays = "99999999999" } },
        { "rung-1.days: Errors.Days", Usual with { Ladder = [Before("-3"), After("0")] } },
        { "rung-1.days: Errors.Days", Usual with { Ladder = [After("61")] } },
        { "rung-1.days: Errors.RemindAfterDeadline", Usual with { Ladder = [Before("0")] } },
        { "rung-2.days: Errors.LadderOrder", Usual with { Ladder = [Before("2"), Before("5")] } },
        { "rung-3.days: Errors.LadderOrder", Usual with { Ladder = [After("0"), After(""), Before("0")] } },
        { "rung-6.days: Errors.LadderTooLong", Usual with { Ladder = [.. Enumerable.Range(1, 6).Select(day => After($"{day}"))] } },
        { "guideline: Errors.TooLong", Usual with { Guideline = new string('x', 2001) } },
        { "guideline: Errors.ControlCharacters", Usual with { Guideline = "før\u0001efter" } },
        { "local-2.labelEn: Errors.LocalLabel", Usual with { LocalSections = [new(), new() { LabelDa = "Kørsel" }] } },
        { "local-1.labelDa: Errors.ControlCharacters", Usual with { LocalSections = [new() { LabelDa = "a\u202Eb", LabelEn = "Driving" }] } },
        { "local-1.required: Errors.RequiredOfDoctor", Usual with { LocalSections = [Local() with { FilledBy = FilledBy.Doctor, Required = true }] } },
        { "local-1.labelDa: Errors.Choose", Usual with { LocalSections = [Local() with { Type = SectionType.Matrix }] } },
        { "local-1.labelDa: Errors.Choose", Usual with { LocalSections = [Local() with { FilledBy = FilledBy.Citizen }] } },
        { "local-9.labelDa: Errors.TooManySections", Usual with { LocalSections = [.. Enumerable.Range(1, 9).Select(_ => Local())] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_said_at_its_field(string expected, TypeSettingsInput input) =>
        Assert.Equal(expected, string.Join(", ", Read(input).Errors));

    [Fact]
    public void A_ladder_may_have_no_rung_or_five_and_rows_without_days_close_up()
    {
        var none = Read(Usual with { Ladder = [After(""), After("")] });
        var five = Read(Usual with { Ladder = [Before("5"), After(""), Before("1"), After("0"), After("1"), After("60")] });

        Assert.Empty(none.Errors.Concat(five.Errors));
        Assert.Empty(none.Settings.Ladder);
        Assert.Equal([-5, -1, 0, 1, 60], five.Settings.Ladder.Select(rung => rung.WorkingDays));
    }

    [Fact]
    public void A_section_keeps_its_id_until_it_is_filled_in_another_way_and_no_id_comes_back()
    {
        CertificateSection[] present = [Section("local.1", FilledBy.Requester, SectionType.Text), Section("local.2", FilledBy.Doctor, SectionType.Text)];
        LocalSectionInput[] typed =
        [
            Local() with { Id = "local.1", LabelDa = "Et andet ord" }, Local() with { Id = "local.2", FilledBy = FilledBy.Doctor, Type = SectionType.Boolean },
            Local(), Local() with { Id = "local.1" }, Local() with { Id = "purpose" }, Local() with { Id = "local.7" },
        ];

        var (settings, errors) = TypeSettingsReader.Read(Usual with { LocalSections = typed }, new TypeSettings { LocalSections = present }, lastLocalNumber: 7);

        Assert.Empty(errors);
        Assert.Equal(["local.1", "local.8", "local.9", "local.10", "local.11", "local.12"], settings.LocalSections.Select(section => section.Id));
    }

    private static (TypeSettings Settings, IEnumerable<string> Errors) Read(TypeSettingsInput input)
    {
        var (settings, errors) = TypeSettingsReader.Read(input, TypeSettings.Usual, 0);
        return (settings, errors.Select(error => $"{error.Field}: {error.Key}"));
    }

    private static RungInput Before(string days) => new(days, true, RungKind.Remind);

    private static RungInput After(string days) => new(days, false, RungKind.Task);

    private static LocalSectionInput Local() => new() { LabelDa = "Kørsel", LabelEn = "Driving" };

    private static CertificateSection Section(string id, FilledBy filledBy, SectionType type, bool required = false) =>
        new() { Id = id, LabelDa = $"{id} da", LabelEn = $"{id} en", FilledBy = filledBy, Type = type, Required = required };
}
