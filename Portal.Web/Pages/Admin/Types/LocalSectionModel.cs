using Portal.Data;
using Portal.Data.Certificates;

namespace Portal.Web.Pages.Admin.Types;

/// <summary>One row of the form for a section of the municipality's own.</summary>
/// <param name="Number">From 1.</param>
public sealed record LocalSectionModel(int Number, LocalSectionInput Input, IReadOnlyList<FieldError> Errors)
{
    public string Field(string part) => TypeSettingsInput.SectionField(Number, part);
}
