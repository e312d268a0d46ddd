using Dapper;
using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Data.Seminars;

/// <summary>The part of a statement that says whose a meeting is to see: <see cref="SeminarRules.MaySee"/> as SQL. The meeting is <c>s</c>.</summary>
internal static class SeminarSight
{
    public const string IsInvited = """
        EXISTS (SELECT 1 FROM SeminarInvitations v
                                  WHERE v.SeminarId = s.Id AND (v.ClinicId = @ClinicId OR v.PersonId = @PersonId OR v.UnitId IN @UnitIds))
        """;

    /// <summary>What lists begin with, so that they are found through indexes: whatever is theirs is among these.</summary>
    public const string IsNear = """
        (s.MunicipalityId = @MunicipalityId
               OR s.Id IN (SELECT v.SeminarId FROM SeminarInvitations v WHERE v.ClinicId = @ClinicId OR v.PersonId = @PersonId OR v.UnitId IN @UnitIds))
        """;

    public const string IsTheirs = """

          AND ((s.MunicipalityId = @MunicipalityId AND @IsCasework = 1 AND (s.OwnerId = @PersonId OR (@IsCoordinator = 1 AND s.Kind <> 'RoundTable')))
               OR (@MayRead = 1 AND (s.AnnouncedAt IS NOT NULL OR s.PollOpenedAt IS NOT NULL)
                   AND ((s.MunicipalityId = @MunicipalityId AND s.Kind NOT IN ('RoundTable', 'CooperationTalk')) OR 
        """ + IsInvited + ")))";

    /// <summary>Who asks, as the statement wants it, with further values.</summary>
    public static DynamicParameters With(ActionContext viewer, object values)
    {
        var parameters = new DynamicParameters(new
        {
            viewer.PersonId,
            viewer.MunicipalityId,
            viewer.ClinicId,
            UnitIds = viewer.Role.IsCasework() ? viewer.UnitIds : [],
            IsCasework = viewer.Role.IsCasework(),
            IsCoordinator = viewer.Role == Role.Coordinator,
            MayRead = viewer.Role != Role.Auditor,
        });
        parameters.AddDynamicParams(values);
        return parameters;
    }
}
