using SongshanRoad.Gis.ContractTypes;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Architecture.Tests.Contracts;

public class ContractTypesTests
{
    [Fact]
    public void The_web_clients_wire_types_fit_the_contracts()
    {
        var path = Path.Combine(ReferenceFiles.RepositoryRoot, "src", "web", "src", "contracts.ts");

        Assert.True(
            File.ReadAllText(path) == TypeScriptContracts.Generate(),
            "src/web/src/contracts.ts is out of date; run: dotnet run --project tools/ContractTypes -- src/web/src/contracts.ts");
    }
}
