using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Portal.Data.Printing;

/// <summary>A hash of what a paper shows: the same for the same content, however its JSON happens to be written.</summary>
public static class PrintFingerprint
{
    /// <returns>SHA-256 as 64 hexadecimal digits.</returns>
    public static string Of(Guid ownerId, string part, PrintVersions versions, HeldContent held)
    {
        var text = new StringBuilder();
        Add(text, ownerId.ToString());
        Add(text, part);
        Add(text, versions.Request.ToString(CultureInfo.InvariantCulture));
        Add(text, versions.Answer.ToString(CultureInfo.InvariantCulture));
        Add(text, Canonical(held.Request));
        if (versions.Answer > 0)
        {
            Add(text, Canonical(held.Answer));
            Add(text, held.SignedById?.ToString() ?? "");
            Add(text, held.SignedAt?.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture) ?? "");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>A JSON text with its names in order and without what is empty: a property that a later portal adds, empty, changes nothing.</summary>
    public static string Canonical(string? json)
    {
        if (json is null)
        {
            return "";
        }

        using var document = JsonDocument.Parse(json);
        var text = new StringBuilder();
        Write(text, document.RootElement);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var property in element.EnumerateObject().Where(property => !IsEmpty(property.Value)).OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    Add(text, property.Name);
                    Write(text, property.Value);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in element.EnumerateArray())
                {
                    Write(text, item);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                Add(text, element.GetString()!);
                break;
            case JsonValueKind.Undefined or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                Add(text, element.GetRawText());
                break;
        }
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.EnumerateObject().All(property => IsEmpty(property.Value)),
        JsonValueKind.Undefined or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => false,
    };

    // With its length before it, so that no two lists of texts give the same whole.
    private static void Add(StringBuilder text, string value) => text.Append(CultureInfo.InvariantCulture, $"{value.Length}:{value}\n");
}
