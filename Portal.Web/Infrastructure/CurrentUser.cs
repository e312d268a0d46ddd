using System.Diagnostics;
using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Web.Infrastructure;

/// <summary>Who is asking. Filled once a request, from the sign-in; nothing below the web layer knows of HTTP.</summary>
public sealed class CurrentUser(TimeProvider clock)
{
    private Viewer? _viewer;
    private DateTime? _now;

    public bool IsSignedIn => _viewer is not null;

    /// <exception cref="InvalidOperationException">Nobody is signed in; the page must ask for that in its folder's conventions.</exception>
    public Viewer Viewer => _viewer ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The instant of this request, UTC: the same for everything that it does and shows.</summary>
    public DateTime Now => _now ??= clock.GetUtcNow().UtcDateTime;

    public Role Role => Viewer.Role;

    public void SignIn(Viewer viewer) => _viewer = viewer;

    /// <summary>Who acts, for the services.</summary>
    public ActionContext Acting() => Viewer.Acting(Now, Activity.Current?.TraceId.ToString());
}
