using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Portal.E2E.Accessibility;

/// <summary>Asks axe-core about what the page shows now.</summary>
public static class Axe
{
    // What the Danish web accessibility act asks for by way of EN 301 549.
    private static readonly AxeRunOptions Wcag21 = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
        ResultTypes = [ResultType.Violations],
    };

    /// <param name="where">Names the page in the message of a failure.</param>
    public static async Task CheckAsync(IPage page, string where)
    {
        var result = await page.RunAxe(Wcag21);

        var breaches = result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {rule.Help}: {node.Html}"));
        Assert.True(result.Violations.Length == 0, $"{where}:\n{string.Join('\n', breaches)}");
    }
}
