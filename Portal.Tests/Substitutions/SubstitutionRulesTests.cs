using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Substitutions;
using Portal.Tests.Support;

namespace Portal.Tests.Substitutions;

public sealed class SubstitutionRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("2026-11-23", "2026-11-23", "")]
    [InlineData("2026-11-23", "2027-11-23", "")]
    [InlineData("2026-11-23", "2027-11-24", "toOn: Errors.SubstitutionTooLong")]
    [InlineData("2026-11-22", "2026-11-30", "fromOn: Errors.SubstitutionPast")]
    [InlineData("2026-11-30", "2026-11-29", "toOn: Errors.SubstitutionBackwards")]
    [InlineData("9999-12-01", "9999-12-31", "")]
    [InlineData(null, null, "fromOn: Errors.Date, toOn: Errors.Date")]
    public void A_period_begins_today_at_the_earliest_and_lasts_a_year_at_most(string? from, string? to, string errors) =>
        Assert.Equal(errors, Errors(Input with { FromOn = Day(from), ToOn = Day(to) }));

    [Fact]
    public void Nobody_stands_in_for_themselves_and_both_and_a_reason_are_needed()
    {
        Assert.Equal("substituteId: Errors.SubstituteForSelf", Errors(Input with { SubstituteId = Input.DoctorId }));
        Assert.Equal(
            "doctorId: Errors.ChooseDoctorAway, substituteId: Errors.ChooseSubstitute, reason: Errors.SubstitutionReason",
            Errors(Input with { DoctorId = null, SubstituteId = null, Reason = "" }));
        Assert.Equal("reason: Errors.TooLong", Errors(Input with { Reason = new string('å', SubstitutionRules.LongestReason + 1) }));
    }

    [Fact]
    public void Only_the_clinics_own_people_set_substitutes_and_no_substitute_passes_the_clinic_on()
    {
        var may = Cast.People.Where(person => SubstitutionRules.WhyNot(Cast.Torvet.Id, As(person)) is null).Select(person => person.Name.Split(' ')[0]);
        var standIn = As(Cast.Frida) with { ClinicId = Cast.Torvet.Id, OnBehalfOfId = Cast.Anna.Id };

        Assert.Equal(["Anna", "Bo", "Birgit"], may);
        Assert.Equal("Refusals.SubstituteSetsNoSubstitutes", SubstitutionRules.WhyNot(Cast.Torvet.Id, standIn)?.Key);
    }

    [Fact]
    public void A_doctor_of_the_clinic_is_replaced_by_a_doctor_with_access()
    {
        Assert.Null(Why(Cast.Anna, Cast.Bo));
        Assert.Null(Why(Cast.Anna, Cast.Viggo));
        Assert.Equal("Refusals.DoctorNotOfClinic", Why(Cast.Frida, Cast.Anna));
        Assert.Equal("Refusals.DoctorNotOfClinic", Why(Cast.Birgit, Cast.Bo));
        Assert.Equal("Refusals.NoSuchSubstitute", Why(Cast.Anna, Cast.Birgit));
        Assert.Equal("Refusals.NoSuchSubstitute", Why(Cast.Anna, Cast.Lars));
        Assert.Equal("Refusals.NoSuchSubstitute", Why(Cast.Anna, Cast.Frida with { IsActive = false }));
        Assert.Equal("Refusals.NoSuchSubstitute", Why(Cast.Anna, null));
    }

    private static SubstitutionInput Input { get; } = new()
    {
        CommandId = Guid.NewGuid(),
        DoctorId = Cast.Anna.Id,
        SubstituteId = Cast.Frida.Id,
        FromOn = Today,
        ToOn = Today.AddDays(7),
        Reason = "Ferie",
    };

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", null);

    private static string Errors(SubstitutionInput input) => string.Join(", ", SubstitutionRules.Check(input, Today).Select(error => $"{error.Field}: {error.Key}"));

    private static string? Why(Person doctor, Person? substitute) => SubstitutionRules.WhyNotPair(Cast.Torvet.Id, doctor, substitute)?.Key;

    private static ActionContext As(Person person) => new()
    {
        PersonId = person.Id,
        Role = person.Role,
        MunicipalityId = person.MunicipalityId,
        UnitId = person.UnitId,
        ClinicId = person.ClinicId,
        At = TestClock.Start,
    };
}
