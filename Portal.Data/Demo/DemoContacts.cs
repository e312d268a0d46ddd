using Portal.Data.Directory;
using Portal.Data.Threads;

namespace Portal.Data.Demo;

/// <summary>How some clinics and doctors of the demo world wish to be asked: by telephone, in writing, and in person.</summary>
public sealed class DemoContacts(ContactPreferenceService preferences, DirectoryRepository directory)
{
    internal async Task AddAsync(DemoScene scene, CancellationToken ct)
    {
        await SaveAsync(scene, "gp", false, ContactWay.Phone, "kl. 8–9 på hverdage", "Skriv kun, hvad der kan vente.", ct);
        await SaveAsync(scene, "staff", true, ContactWay.Thread, "", "Vi læser beskeder hver formiddag. Haster det, så ring til klinikken.", ct);
        await SaveAsync(scene, "gp-far", true, ContactWay.Visit, "onsdag eftermiddag", "Vi holder gerne et kort møde her i klinikken om de svære forløb.", ct);
    }

    private async Task SaveAsync(DemoScene scene, string person, bool forClinic, ContactWay way, string hours, string note, CancellationToken ct)
    {
        var by = DemoWorld.Acting((await directory.FindBySignInKeyAsync(person, ct))!, scene.At(60, 9));
        DemoWorld.Expect(await preferences.SaveAsync(forClinic, 0, new ContactPreferenceInput { Way = way, Hours = hours, Note = note }, by, ct), person);
    }
}
