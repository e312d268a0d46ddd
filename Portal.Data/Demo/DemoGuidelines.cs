using Portal.Data.Guidelines;

namespace Portal.Data.Demo;

/// <summary>The common guidelines of the demo's municipalities, version by version.</summary>
public sealed class DemoGuidelines(GuidelineService service)
{
    internal async Task AddAsync(DemoScene scene, CancellationToken ct)
    {
        var published = new Dictionary<string, int>();
        foreach (var version in DemoFiles.Read<IReadOnlyList<DemoGuideline>>("guidelines"))
        {
            var by = scene.Person(version.By);
            var number = published.GetValueOrDefault(version.By);
            var input = new GuidelineInput { BasedOn = number, Body = string.Join('\n', version.Lines), ChangeNote = version.ChangeNote };
            DemoWorld.Expect(await service.PublishAsync(input, DemoWorld.Acting(by, scene.At(version.DaysAgo, 14)), ct), $"guidelines of {version.By}, {number + 1}");
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

    /// <summary>Markdown, a line each.</summary>
    public required IReadOnlyList<string> Lines { get; init; }
}
