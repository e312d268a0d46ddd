using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Threads;
using Portal.Tests.Support;

namespace Portal.Tests.Threads;

/// <summary>How a doctor, or the clinic, wishes to be asked.</summary>
public sealed class ContactPreferenceTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [InlineData(null, "", 0, "")]
    [InlineData(null, "kl. 8–9", 0, "way: Errors.ContactWay")]
    [InlineData(null, "", 1, "way: Errors.ContactWay")]
    [InlineData(ContactWay.Thread, "", 0, "")]
    [InlineData(ContactWay.Visit, "", 300, "")]
    [InlineData(ContactWay.CertificateOnly, "", 301, "note: Errors.TooLong")]
    [InlineData(ContactWay.Phone, "", 0, "hours: Errors.ContactHours")]
    [InlineData(ContactWay.Phone, "kl. 8–9 på hverdage", 0, "")]
    [InlineData(ContactWay.Phone, "kl. 8–9\npå hverdage", 0, "hours: Errors.ControlCharacters")]
    public void A_call_needs_its_hours_and_a_remark_needs_a_wish(ContactWay? way, string hours, int noteLength, string errors) =>
        Assert.Equal(errors, Errors(new ContactPreferenceInput { Way = way, Hours = hours, Note = new string('å', noteLength) }));

    [Fact]
    public void Hours_are_80_signs_at_most()
    {
        Assert.Equal("", Errors(new ContactPreferenceInput { Way = ContactWay.Phone, Hours = new string('å', 80) }));
        Assert.Equal("hours: Errors.TooLong", Errors(new ContactPreferenceInput { Way = ContactWay.Phone, Hours = new string('å', 81) }));
    }

    [Fact]
    public void Only_clinics_have_wishes_and_who_stands_in_does_not_speak_for_the_clinic()
    {
        var may = Cast.People.Where(person => ContactPreferenceRules.WhyNot(true, As(person)) is null).Select(person => person.Name.Split(' ')[0]);
        var standIn = As(Cast.Frida) with { ClinicId = Cast.Torvet.Id, OnBehalfOfId = Cast.Anna.Id };

        Assert.Equal(["Anna", "Bo", "Birgit", "Frida", "Viggo"], may);
        Assert.Equal("Refusals.ContactOnlyClinic", ContactPreferenceRules.WhyNot(false, As(Cast.Mette))?.Key);
        Assert.Null(ContactPreferenceRules.WhyNot(false, standIn));
        Assert.Equal("Refusals.ContactNotForSubstitute", ContactPreferenceRules.WhyNot(true, standIn)?.Key);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_persons_own_wish_counts_before_the_clinics_and_each_change_is_logged_without_its_words(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var wishes = world.Get<ContactPreferenceRepository>();
        var clinics = World.Done(await SaveAsync(world, Cast.Birgit, true, 0, Written));
        var own = World.Done(await SaveAsync(world, Cast.Anna, false, 0, Call));

        var annas = await wishes.FindAsync(Cast.Torvet.Id, Cast.Anna.Id, Ct);
        var bos = await wishes.FindAsync(Cast.Torvet.Id, Cast.Bo.Id, Ct);
        var ofAll = await wishes.FindAsync(Cast.Torvet.Id, null, Ct);
        World.Done(await SaveAsync(world, Cast.Anna, false, 1, new ContactPreferenceInput()));

        Assert.Equal((ContactWay.Phone, Call.Hours, Cast.Anna.Name, Cast.Torvet.Name), (annas!.Way, annas.Hours, annas.Name, annas.ClinicName));
        Assert.Equal((ContactWay.Thread, Cast.Torvet.Name, null), (bos!.Way, bos.Name, bos.PersonName));
        Assert.Equal(clinics, ofAll?.Id);
        Assert.Null(await wishes.FindAsync(Cast.Fjordhoej.Id, Cast.Frida.Id, Ct));
        Assert.Equal(clinics, (await wishes.FindAsync(Cast.Torvet.Id, Cast.Anna.Id, Ct))?.Id);
        Assert.Equal([("contact.set-own", "Phone"), ("contact.set-own", "none")], (await world.AuditAsync(own)).Select(row => (row.Action, row.Detail)));
        Assert.Equal([("contact.set-clinic", "Thread")], (await world.AuditAsync(clinics)).Select(row => (row.Action, row.Detail)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_two_who_change_the_clinics_wish_at_once_the_second_is_told_and_a_repeat_changes_nothing(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);

        World.Done(await SaveAsync(world, Cast.Anna, true, 0, Written));
        var late = await SaveAsync(world, Cast.Birgit, true, 0, Call);
        var repeat = await SaveAsync(world, Cast.Anna, true, 0, Written);
        World.Done(await SaveAsync(world, Cast.Birgit, true, 1, Call));
        var crowd = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => world.ElsewhereAsync(services =>
            services.GetRequiredService<ContactPreferenceService>().SaveAsync(false, 0, Call with { Note = $"{i}" }, As(Cast.Bo), Ct)))));

        Assert.Equal(OutcomeKind.ChangedByOther, late.Kind);
        Assert.Equal((OutcomeKind.Done, 1), (repeat.Kind, repeat.Version));
        Assert.Equal(2, (await world.Get<ContactPreferenceRepository>().FindOfClinicAsync(Cast.Torvet.Id, Ct))?.Version);
        Assert.Single(crowd, outcome => outcome.IsDone);
        Assert.All(crowd.Where(outcome => !outcome.IsDone), outcome => Assert.Equal(OutcomeKind.ChangedByOther, outcome.Kind));
    }

    private static ContactPreferenceInput Call { get; } =
        new() { Way = ContactWay.Phone, Hours = "kl. 8–9 på hverdage", Note = "Skriv kun, hvad der kan vente." };

    private static ContactPreferenceInput Written { get; } = new() { Way = ContactWay.Thread };

    private static string Errors(ContactPreferenceInput input) =>
        string.Join(", ", ContactPreferenceRules.Check(input).Select(error => $"{error.Field}: {error.Key}"));

    private static Task<Outcome> SaveAsync(World world, Person person, bool forClinic, int version, ContactPreferenceInput input) =>
        world.Get<ContactPreferenceService>().SaveAsync(forClinic, version, input, world.As(person), Ct);

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
