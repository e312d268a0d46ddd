using Microsoft.Extensions.Primitives;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>A request that is not sent, as the clinic would see it, and the form it came from.</summary>
public sealed record RequestPreview
{
    // The form on the preview's page has a token of its own.
    private const string TokenField = "__RequestVerificationToken";

    public required Certificate Certificate { get; init; }

    /// <summary>The form that the doctor would answer in.</summary>
    public required AnswerForm Answer { get; init; }

    /// <summary>Every field as it was posted, to be posted again.</summary>
    public required IReadOnlyList<KeyValuePair<string, StringValues>> Fields { get; init; }

    /// <summary>What keeps it from being sent as it is.</summary>
    public required IReadOnlyList<FieldError> Missing { get; init; }

    public static RequestPreview Of(RequestForm form, Municipality municipality, CurrentUser user, IFormCollection posted)
    {
        var certificate = CertificateOf(form, municipality, user);
        return new RequestPreview
        {
            Certificate = certificate,
            Answer = AnswerForm.Blank(certificate),
            Fields = [.. posted.Where(field => field.Key != TokenField)],
            Missing = MissingIn(form, DanishTime.DayOf(user.Now)),
        };
    }

    private static Certificate CertificateOf(RequestForm form, Municipality municipality, CurrentUser user)
    {
        var facts = new CertificateFacts { CreatedAt = user.Now, SentAt = user.Now };
        var state = CertificateRules.Resolve(facts, form.Type.Definition.Deadline);
        var viewer = user.Viewer;
        var doctor = form.Doctors.FirstOrDefault(doctor => doctor.Id == form.DoctorId);
        return new Certificate
        {
            Id = Guid.Empty,
            Type = form.Type,
            MunicipalityId = municipality.Id,
            MunicipalityName = municipality.Name,
            UnitId = form.Citizen.UnitId,
            Caseworker = new CertificateParty { PersonId = viewer.PersonId, Name = viewer.Name, Title = viewer.Title, Phone = viewer.Phone, ReachableHours = viewer.ReachableHours },
            ClinicId = form.Citizen.ClinicId,
            ClinicName = form.Citizen.ClinicName,
            Doctor = doctor is null ? null : new CertificateParty { PersonId = doctor.Id, Name = doctor.Name },
            Citizen = new CertificateCitizen
            {
                Id = form.Citizen.Id,
                Name = form.Citizen.Name,
                BirthDigits = form.Citizen.BirthDigits,
                Occupation = form.Citizen.Occupation,
                SickSinceOn = form.Citizen.SickSinceOn,
                BenefitArea = form.Citizen.BenefitArea,
                IsProtected = form.Citizen.IsProtected,
            },
            Request = form.Content with { Consent = CertificateForms.RestsOnConsent(form.Type.Definition, form.Content) ? form.Basis.Copy() : null },
            Facts = facts,
            Status = state.Status,
            NextActor = state.NextActor,
            AnswerDueAt = state.AnswerDueAt,
            ChangedByName = viewer.Name,
            ChangedAt = user.Now,
            Version = form.Version,
        };
    }

    private static IReadOnlyList<FieldError> MissingIn(RequestForm form, DateOnly today) =>
    [
        .. CertificateForms.CheckRequest(form.Type.Definition, form.Content),
        .. !CertificateForms.RestsOnConsent(form.Type.Definition, form.Content) ? []
            : form.Basis.Chosen == BasisForm.New ? ConsentRules.Check(form.Basis.NewConsent.ToInput(), today)
            : form.Basis.Registered is null ? [new FieldError("consentId", "Errors.ConsentMissing")]
            : [],
        .. form.Earlier.Answered?.AnsweredAt is { } at && form.Content.RepeatReason.Length == 0
            ? [new FieldError("repeatReason", "Errors.RepeatReason", today.DayNumber - DanishTime.DayOf(at).DayNumber)]
            : Array.Empty<FieldError>(),
    ];
}
