using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Choosing;
using Portal.Data.Citizens;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>»Hvad har du brug for at vide?«: at most three questions, then the cheapest thing that answers it. The answers stand in the address.</summary>
public sealed class ChooseModel(
    Chooser chooser, CertificateTypes types, CitizenRepository citizens, AuditLog audit, CurrentUser user, When when) : PageModel
{
    /// <summary>The most questions that any path asks.</summary>
    public const int MostQuestions = 3;

    /// <summary>Whom it is about; null when that is chosen afterwards.</summary>
    public Citizen? Citizen { get; private set; }

    public ChooserStep Step { get; private set; } = null!;

    /// <summary>Null until every question is answered.</summary>
    public Proposal? Proposal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? citizen, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(citizen))
        {
            Citizen = Guid.TryParse(citizen, out var id) ? await citizens.FindAsync(id, user.Acting(), ct) : null;
            if (Citizen is null)
            {
                return NotFound();
            }

            await audit.WriteReadAsync(user.Acting(), "citizen.read", "Citizen", Citizen.Id, Citizen.Id, null, ct);
        }

        Step = chooser.Next(question => Request.Query[question]);
        if (Step.Path is { } path)
        {
            var municipality = Citizen?.MunicipalityId ?? user.Viewer.MunicipalityId!.Value;
            Proposal = Proposal.Of(path, await types.ListAsync(municipality, when.Today, ct), when.Today);
        }

        return Page();
    }

    /// <summary>The address at which the first so many answers still stand.</summary>
    public string AddressAfter(int answers) => CertificateLinks.ChooseFor(Citizen?.Id, Step.Answered.Take(answers));

    /// <summary>The address that follows from choosing an option now.</summary>
    public string AddressOf(ChooserOption option) =>
        CertificateLinks.ChooseFor(Citizen?.Id, Step.Answered.Append(new ChooserAnswer(Step.Question!, option)));
}
