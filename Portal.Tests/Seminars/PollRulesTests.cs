using Portal.Data.Directory.Hours;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Polls;

namespace Portal.Tests.Seminars;

public sealed class PollRulesTests
{
    // Monday 22 March 2027, 9.00 in Denmark: the clocks go forward in the night to Sunday the 28th.
    private static readonly DateTime Now = new(2027, 3, 22, 8, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Torvet = Guid.NewGuid();
    private static readonly Guid Fjordhoej = Guid.NewGuid();

    [Theory]
    [InlineData("2027-04-06 15:30, 2027-04-07 15:30", "2027-03-29", "")]
    [InlineData("2027-04-06 15:30", "2027-03-29", "slots[1].day: Errors.PollSlots")]
    [InlineData("", "2027-03-29", "slots[0].day: Errors.PollSlots")]
    [InlineData("2027-04-06 15:30, ?", "2027-03-29", "slots[1].day: Errors.Date")]
    [InlineData("2027-04-06 15:30, 2027-04-07 ?", "2027-03-29", "slots[1].from: Errors.Time")]
    [InlineData("2027-04-06 15:30, 2027-04-06 15:30", "2027-03-29", "slots[1].from: Errors.PollSlotTwice")]
    [InlineData("2027-03-21 15:30, 2027-04-07 15:30", "2027-03-29", "slots[0].day: Errors.PollSlotPast")]
    [InlineData("2027-03-28 02:30, 2027-04-07 15:30", "2027-03-27", "slots[0].from: Errors.TimeSkipped")]
    [InlineData("2027-04-06 23:00, 2027-04-07 22:00", "2027-03-29", "slots[0].from: Errors.PollSlotMidnight")]
    [InlineData("2030-04-06 15:30, 2027-04-07 15:30", "2027-03-29", "slots[0].day: Errors.PollSlotFar")]
    [InlineData("2027-04-06 15:30, 2027-04-07 15:30", null, "deadline: Errors.Date")]
    [InlineData("2027-04-06 15:30, 2027-04-07 15:30", "2027-03-21", "deadline: Errors.PollDeadlinePast")]
    [InlineData("2027-04-06 15:30, 2027-04-07 15:30", "2027-03-22", "")]
    [InlineData("2027-04-06 15:30, 2027-04-07 15:30", "2027-04-06", "deadline: Errors.PollDeadlineLate")]
    public void Dates_and_the_deadline_are_checked_at_their_fields(string slots, string? deadline, string expected)
    {
        var input = new PollInput { Slots = Slots(slots), Deadline = deadline is null ? null : DateOnly.Parse(deadline, null) };

        Assert.Equal(expected, string.Join(", ", PollRules.Check(input, 120, Now).Select(error => $"{error.Field}: {error.Key}")));
    }

    [Fact]
    public void A_date_within_known_consultation_hours_or_another_meeting_is_a_conflict_and_an_unknown_clinic_none()
    {
        var torvet = Hours(Torvet, "Torvet", new HoursWindow(WindowKind.Consultation, 2, 8 * 60, 16 * 60));
        var fjordhoej = Hours(Fjordhoej, "Fjordhøj", []);
        var unknown = Hours(Guid.NewGuid(), "Ukendt", []) with { Schedules = [] };
        var slots = Slots("2027-04-06 15:30, 2027-04-06 16:00, 2027-04-07 15:30");
        var taken = new TakenTime { ClinicId = Fjordhoej, StartsAt = new(2027, 4, 7, 15, 0, 0, DateTimeKind.Utc), EndsAt = new(2027, 4, 7, 16, 0, 0, DateTimeKind.Utc) };

        var conflicts = PollRules.Conflicts(slots, 120, [torvet, fjordhoej, unknown], [taken]);

        Assert.Equal([new SlotConflict(0, "Torvet", false), new SlotConflict(2, "Fjordhøj", true)], conflicts);
        Assert.Equal(["slots[0].from", "slots[2].from"], PollRules.Errors(conflicts).Select(error => error.Field));
    }

    // Clinic A and B are awaited, and person P; the unit is not.
    [Theory]
    [InlineData("", false)]
    [InlineData("a1:2", false)]
    [InlineData("a1:2 b1:2", false)]
    [InlineData("a1:2 b1:2 p:2", true)]
    [InlineData("a1:1 a2:1 b1:2 p:2", false)]
    [InlineData("a1:1 a2:2 b1:2 p:2", true)]
    public void All_have_answered_when_somebody_of_each_clinic_and_each_person_has(string answers, bool expected)
    {
        var ids = new Dictionary<string, Guid> { ["a"] = Torvet, ["b"] = Fjordhoej, ["p"] = Guid.NewGuid() };
        SeminarInvitation[] invitations =
        [
            new() { ClinicId = Torvet, Name = "", Place = "" },
            new() { ClinicId = Fjordhoej, Name = "", Place = "" },
            new() { PersonId = ids["p"], Name = "", Place = "" },
            new() { UnitId = Guid.NewGuid(), Name = "", Place = "" },
        ];
        PollSlot[] slots = [Slot(1), Slot(2), Slot(3) with { RemovedAt = Now }];
        var votes = answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(answer => answer.Split(':')).SelectMany(parts =>
        {
            var isPerson = parts[0] == "p";
            var person = isPerson ? ids["p"] : Guid.NewGuid();
            return slots.Take(int.Parse(parts[1], null)).Append(slots[2]).Select(slot => Vote(slot, person, isPerson ? null : ids[parts[0][..1]], SlotChoice.No));
        });
        var poll = new Poll { Slots = slots, Votes = [.. votes] };

        Assert.Equal(expected, PollRules.HaveAllAnswered(invitations, poll));
        Assert.False(PollRules.HaveAllAnswered([invitations[3]], poll));
    }

    [Fact]
    public void The_best_date_is_where_most_can_come_then_gladly_then_the_earliest()
    {
        PollSlot[] slots = [Slot(1), Slot(2), Slot(3), Slot(4)];
        var (anna, bo, frida, mette) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        PollVote[] votes =
        [
            Vote(slots[0], anna, Torvet, SlotChoice.No), Vote(slots[0], frida, Fjordhoej, SlotChoice.Yes), Vote(slots[0], mette, null, SlotChoice.Yes),
            Vote(slots[1], anna, Torvet, SlotChoice.No), Vote(slots[1], bo, Torvet, SlotChoice.IfNeedBe), Vote(slots[1], frida, Fjordhoej, SlotChoice.IfNeedBe), Vote(slots[1], mette, null, SlotChoice.Yes),
            Vote(slots[2], anna, Torvet, SlotChoice.Yes), Vote(slots[2], frida, Fjordhoej, SlotChoice.IfNeedBe), Vote(slots[2], mette, null, SlotChoice.Yes),
            Vote(slots[3], anna, Torvet, SlotChoice.IfNeedBe), Vote(slots[3], frida, Fjordhoej, SlotChoice.Yes), Vote(slots[3], mette, null, SlotChoice.Yes),
        ];

        var result = PollRules.Result(new Poll { Slots = slots, Votes = votes });

        Assert.Equal([slots[2], slots[3], slots[1], slots[0]], result.Select(row => row.Slot));
        Assert.Equal([(2, 1, 0), (2, 1, 0), (1, 2, 0), (2, 0, 1)], result.Select(row => (row.Yes, row.IfNeedBe, row.No)));
    }

    private static IReadOnlyList<SlotInput> Slots(string text) =>
        [.. text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(slot => slot.Split(' ')).Select(parts => new SlotInput(
            parts[0] == "?" ? null : DateOnly.Parse(parts[0], null),
            parts is [_, not "?"] ? TimeOnly.Parse(parts[1], null) : null))];

    private static PollSlot Slot(int number) => new() { Id = Guid.NewGuid(), StartsAt = Now.AddDays(number), EndsAt = Now.AddDays(number).AddHours(2) };

    private static PollVote Vote(PollSlot slot, Guid person, Guid? clinic, SlotChoice choice) => new()
    {
        SlotId = slot.Id,
        PersonId = person,
        PersonName = "",
        ClinicId = clinic,
        ClinicName = clinic is null ? null : "Klinik",
        Choice = choice,
        VotedAt = Now,
    };

    private static ClinicHours Hours(Guid id, string name, params HoursWindow[] windows) => new()
    {
        ClinicId = id,
        Name = name,
        City = "",
        Schedules = [new ClinicSchedule { Id = id, ValidFrom = DateOnly.MinValue, Note = "", EnteredByName = "", IsByClinic = true, EnteredAt = Now, Windows = windows, Version = 1 }],
        Closures = [],
    };
}
