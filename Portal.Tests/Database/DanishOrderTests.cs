using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Database;

public sealed class DanishOrderTests
{
    [Theory]
    [MemberData(nameof(Engines.WithDanishOrder), MemberType = typeof(Engines))]
    public async Task Names_stand_in_the_order_of_the_Danish_alphabet(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        string[] expected = ["Abel", "bo", "Cæsar", "Zoe", "Ærø", "Øst", "ål", "Aamand", "Åse"];
        foreach (var (index, name) in expected.Index().OrderBy(item => item.Item.Length))
        {
            await world.Get<DirectoryService>().AddAsync(
                Cast.OfClinic(100 + index, Cast.Fjordhoej, name, "Praktiserende læge", Role.Gp), world.As(Cast.Adam), CancellationToken.None);
        }

        var doctors = await world.Get<DirectoryRepository>().ListDoctorsAsync(Cast.Fjordhoej.Id, CancellationToken.None);

        Assert.Equal(expected, doctors.Select(doctor => doctor.Name).Except([Cast.Frida.Name]));
    }
}
