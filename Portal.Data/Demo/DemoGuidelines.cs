using Portal.Data.Guidelines;
using Portal.Data.Seminars.Afterwards;

namespace Portal.Data.Demo;

/// <summary>The common guidelines of the demo's municipalities, version by version.</summary>
public sealed class DemoGuidelines(GuidelineService service, DemoAfterwards meetings, DecisionRepository decisions)
{
    internal async Task AddAsync(DemoScene scene, CancellationToken ct)
    {
        var published = new Dictionary<string, int>();
        foreach (var version in DemoFiles.Read<IReadOnlyList<DemoGuideline>>("guidelines"))
        {
            var number = published.GetValueOrDefault(version.By);
            var meeting = version.Meeting is { } key ? meetings.Meeting(key) : (Guid?)null;
            var taken = meeting is { } id ? (await decisions.ListAsync(id, ct)).Take(version.Decisions) : [];
            var input = new GuidelineInput
            {
                BasedOn = number,
                Body = string.Join('\n', version.Lines),
                ChangeNote = version.ChangeNote,
                SeminarId = meeting,
                DecisionIds = [.. taken.Select(decision => decision.Id)],
            };
            DemoWorld.Expect(
                await service.PublishAsync(input, DemoWorld.Acting(scene.Person(version.By), scene.At(version.DaysAgo, 14)), ct), $"guidelines of {version.By}, {number + 1}");
            published[version.By] = number + 1;
        }
    }
}

internal sealed record DemoGuideline
{
    /// <summary>The coordinator who publishes it.</summary>
    public required string By { get; init; }

    public required int DaysAgo { get; init; }

    public required string ChangeNote { get; init; }

    /// <summary>Key of the meeting that decided it.</summary>
    public string? Meeting { get; init; }

    /// <summary>How many of that meeting's decisions it took in, from the first.</summary>
    public int Decisions { get; init; }

    /// <summary>Markdown, a line each.</summary>
    public required IReadOnlyList<string> Lines { get; init; }
}
