using Portal.Data.Directory.Hours;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Hours;

/// <summary>A clinic keeps its own hours.</summary>
public sealed class OwnModel(ClinicHoursRepository repository, ClinicHoursService service, CurrentUser user, Texts texts)
    : ClinicHoursPage(repository, service, user, texts)
{
    private readonly CurrentUser _user = user;

    public override string Address => HoursLinks.Own;

    protected override Guid? ClinicId => _user.Viewer.ClinicId;
}
