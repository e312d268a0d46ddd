using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Handovers;
using Portal.Tests.Support;

namespace Portal.Tests.Handovers;

/// <summary>Who may give a case of Mette's away, and to whom.</summary>
public sealed class CaseHandoverRulesTests
{
    private static readonly OwnedCase OfMette = new()
    {
        Id = Cast.Id(99), MunicipalityId = Cast.Holbaek.Id, UnitId = Cast.Sygedagpenge.Id, CaseworkerId = Cast.Mette.Id, Version = 1,
    };

    [Fact]
    public void The_owner_and_the_unit_give_a_case_away()
    {
        var givers = Cast.People.Where(person => CaseHandoverRules.WhyNotGiver(OfMette, As(person)) is null);
        var covering = As(Cast.Jonas) with { CoveredUnitIds = [Cast.Sygedagpenge.Id] };
        var moved = OfMette with { UnitId = Cast.Jobafklaring.Id };

        Assert.Equal([Cast.Mette, Cast.Morten, Cast.Karin], givers);
        Assert.Null(CaseHandoverRules.WhyNotGiver(OfMette, covering));
        Assert.Null(CaseHandoverRules.WhyNotGiver(moved, As(Cast.Mette)));
        Assert.Equal("Refusals.NotYourCase", CaseHandoverRules.WhyNotGiver(moved, As(Cast.Morten))?.Key);
        Assert.Equal("Refusals.NotYourCase", CaseHandoverRules.WhyNotGiver(OfMette, As(Cast.Mette) with { MunicipalityId = Cast.Kalundborg.Id })?.Key);
        Assert.Equal("Refusals.OnlyCaseworkHandsOver", CaseHandoverRules.WhyNotGiver(OfMette, As(Cast.Anna))?.Key);
    }

    [Fact]
    public void Active_casework_of_the_municipality_takes_it_over_and_nobody_else()
    {
        var refusals = Cast.People.ToDictionary(person => person.Name, person => CaseHandoverRules.WhyNot(OfMette, person, As(Cast.Mette))?.Key);

        Assert.Equal(["Morten Lund", "Karin Bach", "Jonas Juul"], refusals.Where(pair => pair.Value is null).Select(pair => pair.Key));
        Assert.Equal("Refusals.TakerHasCase", refusals[Cast.Mette.Name]);
        Assert.All(
            refusals.Where(pair => pair.Key != Cast.Mette.Name && pair.Value is not null),
            pair => Assert.Equal((pair.Key, "Refusals.NoSuchTaker"), (pair.Key, pair.Value)));
        foreach (var taker in (Person?[])[null, Cast.Morten with { IsActive = false }, Cast.Morten with { UnitId = null }])
        {
            Assert.Equal("Refusals.NoSuchTaker", CaseHandoverRules.WhyNot(OfMette, taker, As(Cast.Mette))?.Key);
        }
    }

    [Fact]
    public void Everybody_gives_all_of_their_own_and_a_coordinator_all_of_anybodys()
    {
        foreach (var person in Cast.People)
        {
            var own = CaseHandoverRules.WhyNotAllOf(person.Id, As(person)) is null;
            var others = CaseHandoverRules.WhyNotAllOf(Cast.Id(99), As(person)) is null;

            Assert.Equal((person.Name, person.Role.IsCasework(), person.Role == Role.Coordinator), (person.Name, own, others));
        }
    }

    [Theory]
    [InlineData("", "note: Errors.HandoverNote")]
    [InlineData(" \n ", "note: Errors.HandoverNote")]
    [InlineData("a\u0001b", "note: Errors.ControlCharacters")]
    [InlineData("Ring til hende om formiddagen.\nHun hører dårligt.", "")]
    public void A_note_is_needed_and_must_be_text(string note, string errors) => Assert.Equal(errors, Errors(Cast.Morten.Id, note));

    [Fact]
    public void A_note_has_at_most_300_characters_and_somebody_must_be_chosen()
    {
        Assert.Equal("", Errors(Cast.Morten.Id, new string('å', 300)));
        Assert.Equal("note: Errors.TooLong", Errors(Cast.Morten.Id, new string('å', 301)));
        Assert.Equal("toId: Errors.ChooseTaker", Errors(null, "Alt er aftalt."));
    }

    private static string Errors(Guid? toId, string note) => string.Join(
        ' ', CaseHandoverRules.Check(new HandoverInput { CommandId = Guid.NewGuid(), ToId = toId, Note = note }).Select(error => $"{error.Field}: {error.Key}"));

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
