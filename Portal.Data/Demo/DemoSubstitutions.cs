using Portal.Data.Directory;
using Portal.Data.Substitutions;

namespace Portal.Data.Demo;

/// <summary>Doctors of the demo world who are away: one is replaced by a doctor of another clinic, one by a colleague, later.</summary>
public sealed class DemoSubstitutions(SubstitutionService substitutions, DirectoryRepository directory)
{
    internal async Task AddAsync(DemoScene scene, CancellationToken ct)
    {
        var anna = (await directory.FindBySignInKeyAsync("gp", ct))!;
        var faisal = (await directory.FindBySignInKeyAsync("gp-other", ct))!;
        var colleague = (await directory.ListDoctorsAsync(anna.ClinicId!.Value, ct)).First(doctor => doctor.Id != anna.Id);

        await AddAsync(scene, colleague, faisal, -3, 12, "Efteruddannelse", ct);
        await AddAsync(scene, anna, colleague, 20, 34, "Ferie", ct);
    }

    private async Task AddAsync(DemoScene scene, Person doctor, Person substitute, int fromInDays, int toInDays, string reason, CancellationToken ct)
    {
        var today = DanishTime.DayOf(scene.At(0, 0));
        var by = DemoWorld.Acting(doctor, scene.At(5, 9));
        DemoWorld.Expect(
            await substitutions.AddAsync(
                new SubstitutionInput
                {
                    CommandId = Guid.CreateVersion7(),
                    DoctorId = doctor.Id,
                    SubstituteId = substitute.Id,
                    FromOn = today.AddDays(fromInDays),
                    ToOn = today.AddDays(toInDays),
                    Reason = reason,
                },
                by,
                ct),
            doctor.Name);
    }
}
