using Portal.Data.Certificates;

namespace Portal.Web.Pages.Admin.Types;

/// <summary>A type as it would be with settings that are not saved.</summary>
/// <param name="Changes">What would change from today.</param>
public sealed record SettingsPreview(CertificateTypeDefinition Definition, IReadOnlyList<SettingsChange> Changes);
