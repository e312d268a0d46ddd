using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens.PhoneNotes;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Citizens;

public sealed class PhoneNoteTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_note_is_written_once_however_often_it_is_sent(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var other = await world.CitizenAsync();
        var note = Note(world);
        var service = world.Get<PhoneNoteService>();

        var first = World.Done(await service.WriteAsync(citizen, note, world.As(Cast.Mette), Ct));
        var clicked = await service.WriteAsync(citizen, note, world.As(Cast.Mette), Ct);
        var back = await service.WriteAsync(citizen, note with { CommandId = Guid.NewGuid() }, world.As(Cast.Mette), Ct);
        var changed = await service.WriteAsync(citizen, note with { Note = "Noget andet" }, world.As(Cast.Mette), Ct);
        var elsewhere = World.Done(await service.WriteAsync(other, note with { CommandId = Guid.NewGuid() }, world.As(Cast.Mette), Ct));

        Assert.Equal([first, first], [clicked.Id, back.Id]);
        Assert.Equal("Refusals.FormUsedTwice", changed.Reason?.Key);
        Assert.NotEqual(first, elsewhere);
        Assert.Equal(2, await world.CountAsync("PhoneNotes"));
        Assert.Equal([("phone-note.write", citizen)], (await world.AuditAsync(first)).Select(row => (row.Action, row.CitizenId!.Value)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_note_is_about_a_certificate_of_the_citizen_that_the_writer_may_see(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var own = await world.CertificateAsync(CertificateStatus.Sent, citizenId: citizen);
        var foreign = await world.CertificateAsync(CertificateStatus.Sent);
        var service = world.Get<PhoneNoteService>();

        World.Done(await service.WriteAsync(citizen, Note(world) with { RequestId = own }, world.As(Cast.Mette), Ct));
        foreach (var about in (Guid[])[foreign, Guid.NewGuid(), Guid.Empty])
        {
            var outcome = await service.WriteAsync(citizen, Note(world) with { RequestId = about }, world.As(Cast.Mette), Ct);
            Assert.Equal(["certificate"], outcome.Errors.Select(error => error.Field));
        }

        Assert.Equal(1, await world.CountAsync("PhoneNotes"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_the_casework_of_the_citizen_writes_notes(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        await world.CertificateAsync(CertificateStatus.Sent, citizenId: citizen);

        foreach (var person in Cast.People)
        {
            var outcome = await world.Get<PhoneNoteService>().WriteAsync(citizen, Note(world), world.As(person), Ct);
            var expected = !person.Role.IsCasework() ? OutcomeKind.Refused : person.UnitId == Cast.Sygedagpenge.Id ? OutcomeKind.Done : OutcomeKind.NotFound;
            Assert.Equal((person.Name, expected), (person.Name, outcome.Kind));
        }
    }

    [Fact]
    public void Who_when_and_what_are_required_and_the_time_has_been()
    {
        var now = TestClock.Start;
        var note = new PhoneNoteInput { CommandId = default, SpokeWith = "Anna Holm", SpokenAt = now, Note = "x" };

        Assert.Empty(PhoneNoteRules.Check(note, now));
        Assert.Equal(["spokeWith", "spokenOn", "note"], Fields(new PhoneNoteInput { CommandId = default }));
        Assert.Equal(["spokenOn"], Fields(note with { SpokenAt = now.AddMinutes(1) }));
        Assert.Equal(["spokeWith", "note"], Fields(note with { SpokeWith = new string('x', 161), Note = new string('x', 4001) }));
        Assert.Equal(["spokeWith"], Fields(note with { SpokeWith = "Anna\nHolm" }));

        IEnumerable<string> Fields(PhoneNoteInput input) => PhoneNoteRules.Check(input, now).Select(error => error.Field);
    }

    private static PhoneNoteInput Note(World world) => new()
    {
        CommandId = Guid.NewGuid(),
        SpokeWith = "Anna Holm, læge",
        SpokenAt = world.Clock.Now,
        Note = "Hun sender attesten i dag.",
    };
}
