using Portal.Data.Audit;
using Portal.Data.Certificates;

namespace Portal.Data.Fees;

/// <summary>Lets the fee follow the certificate. Called inside the open transaction of what happened to the certificate, whose row in the access log it shares.</summary>
/// <remarks>It never says no: an answer is sent, returned and taken back whatever its fee is.</remarks>
public sealed class FeeTrack(FeeRepository fees, TypeSettingsRepository settings)
{
    /// <summary>An answer was signed: the first makes the fee claimable, a later one ends what held it back.</summary>
    public async Task OnAnsweredAsync(Certificate certificate, ActionContext by, CancellationToken ct)
    {
        var rule = certificate.Type.Definition.FeeRule;
        if (rule == "NoFee" || await MoveAsync(certificate.Id, FeeAction.Claim, by, ct))
        {
            return;
        }

        var history = await settings.ListAsync(certificate.MunicipalityId, certificate.Type.TypeId, ct);
        var amount = FeeRules.AmountOn(rule, history.Select(version => version.Settings), DanishTime.DayOf(by.At));
        await fees.InsertAsync(certificate, FeeRules.After(new FeeFacts(), FeeAction.Claim, by.At)!, amount, by, ct);
    }

    /// <summary>The municipality has returned the answer as inadequate.</summary>
    public Task OnReturnedAsync(Certificate certificate, ActionContext by, CancellationToken ct) => MoveAsync(certificate.Id, FeeAction.Hold, by, ct);

    /// <summary>The return was lifted without a new answer.</summary>
    public Task OnReturnLiftedAsync(Certificate certificate, ActionContext by, CancellationToken ct) => MoveAsync(certificate.Id, FeeAction.Lift, by, ct);

    /// <summary>The request was withdrawn, or its answer retracted or revoked. An invoice that is out stays out, marked so that the municipality rejects it.</summary>
    public Task OnCancelledAsync(Certificate certificate, ActionContext by, CancellationToken ct) => MoveAsync(certificate.Id, FeeAction.Cancel, by, ct);

    /// <returns>False when there is no fee yet.</returns>
    private async Task<bool> MoveAsync(Guid requestId, FeeAction action, ActionContext by, CancellationToken ct)
    {
        // Somebody may invoice or pay at the same moment: then it is looked at anew, for what happened to the certificate stands.
        while (await fees.FindForTrackAsync(requestId, ct) is { } fee)
        {
            if (FeeRules.After(fee.Facts, action, by.At) is not { } facts || await fees.SetAsync(fee, facts, by, ct))
            {
                return true;
            }
        }

        return false;
    }
}
