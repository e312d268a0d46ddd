using Portal.Data;

namespace Portal.Web.Pages.Shared;

/// <summary>The names and ids of form fields.</summary>
public static class FieldNames
{
    /// <summary>The id of the box of a field, good for a label, a link and a style: dots become hyphens.</summary>
    public static string Id(string field) => "f-" + field.Replace('.', '-');

    public static FieldError? ErrorOf(this IReadOnlyList<FieldError> errors, string field) => errors.FirstOrDefault(error => error.Field == field);
}
