using System.Text.RegularExpressions;

namespace Portal.Tests.Conventions;

/// <summary>What a statement must not hold, since the two engines do not agree on it. The table is that of <c>db/README.md</c>.</summary>
internal static class PortableSql
{
    private static readonly (Regex Pattern, string Instead)[] Refused =
    [
        Rule(@"\bdbo\.", "the name without a schema"),
        Rule(@"\bN'", "a parameter for text that is not ASCII"),
        Rule(@"[^\x00-\x7F]", "a parameter for text that is not ASCII"),
        Rule(@"\[\w+\]|`|""", "names that need no quotes"),
        Rule(@"\b(LEN|LENGTH|ISNULL|IFNULL|IIF|NVL)\s*\(", "COALESCE, CASE, or C#"),
        Rule(@"\|\||'\s*\+|\+\s*'|\bCONCAT\s*\(", "text put together in C#"),
        Rule(@"\b(LOWER|UPPER|SUBSTR|SUBSTRING|CHARINDEX|INSTR|TRIM|REPLACE|STRING_AGG|GROUP_CONCAT|STUFF|FORMAT)\s*\(", "text made ready in C#"),
        Rule(@"\b(CONVERT|CAST|TRY_\w+)\s*\(|::", "a parameter of the right type"),
        Rule(@"\b(GETDATE|GETUTCDATE|SYS\w*DATETIME\w*|DATEADD|DATEDIFF|DATEPART|DATE|TIME|DATETIME|STRFTIME|JULIANDAY|NOW|YEAR|MONTH|DAY)\s*\(", "an instant or day as parameter"),
        Rule(@"\bCURRENT_(TIMESTAMP|DATE|TIME)\b", "an instant or day as parameter"),
        Rule(@"\b(JSON_\w+|JSON|OPENJSON)\s*\(|->", "columns, or JSON read in C#"),
        Rule(@"\bMERGE\b|\bON CONFLICT\b|\bINSERT OR\b|\bREPLACE INTO\b|\bON DUPLICATE\b", "UPDATE, and INSERT when no row was there"),
        Rule(@"\bTOP\b|\bLIMIT\b|\bOFFSET\b|\bFETCH\b", "{take}"),
        Rule(@"\bRETURNING\b|\bOUTPUT\b|\bIDENTITY\b|\bAUTOINCREMENT\b|\bROWID\b|\bLAST_INSERT_ROWID\b|\bSCOPE_IDENTITY\b", "keys made in C#"),
        Rule(@"\bNEWID\b|\bNEWSEQUENTIALID\b|\bRANDOM\s*\(|\bRAND\s*\(", "keys made in C#"),
        Rule(@"\bNOLOCK\b|\bUPDLOCK\b|\bHOLDLOCK\b|\bROWLOCK\b|\bWITH\s*\(", "the Version column"),
        Rule(@"\bILIKE\b|\bGLOB\b|\bREGEXP\b|\bCONTAINS\s*\(|\bMATCH\b", "LIKE on a folded column"),
        Rule(@"\bLIKE\b(?!\s+@\w+\s+ESCAPE\s+'!')", "LIKE @P ESCAPE '!'"),
        Rule(@"\bCOLLATE\b(?!\s+\{danish\})", "COLLATE {danish}"),
        Rule(@"\b(TRUE|FALSE|BOOLEAN)\b", "bit, 1 and 0"),
        Rule(@"\bnvarchar\s*\(max\)|\bTEXT\b|\bBLOB\b|\bREAL\b|\bDECIMAL\b|\bDATETIME\b|\bDATETIMEOFFSET\b|\bTIMESTAMP\b", "the types of the table; {text} for long text"),
        Rule(@"\bPRAGMA\b|\bDECLARE\b|\bEXEC\b|\bGO\b|\bIF\b|@@", "C#, or the engine class"),
        Rule(@"SELECT\s+\*|\b\w+\.\*", "columns named"),
        Rule(@"\bNULLS (FIRST|LAST)\b", "a CASE in ORDER BY"),
        Rule(@"\{(?!text\}|danish\}|take\})", "{text}, {danish} and {take} only"),
    ];

    // The long-text placeholder is the one place where the word may stand.
    private static readonly Regex Placeholder = new(@"\{text\}");

    /// <summary>What is wrong with a text, in words; empty when it is portable.</summary>
    public static IReadOnlyList<string> Faults(string sql)
    {
        var text = Placeholder.Replace(sql, "nvarchar(1)");
        return [.. Refused
            .Select(rule => (Match: rule.Pattern.Match(text), rule.Instead))
            .Where(found => found.Match.Success)
            .Select(found => $"»{found.Match.Value}«: use {found.Instead}")];
    }

    private static (Regex Pattern, string Instead) Rule(string pattern, string instead) => (new Regex(pattern, RegexOptions.IgnoreCase), instead);
}
