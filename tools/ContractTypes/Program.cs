using SongshanRoad.Gis.ContractTypes;

// Writes the web client's wire types, or with --check says whether the committed file still fits. Exit code 1 when it does not.
var check = args.Contains("--check", StringComparer.Ordinal);
if (args.FirstOrDefault(argument => !argument.StartsWith('-')) is not { } path)
{
    Console.Error.WriteLine("usage: ContractTypes [--check] src/web/src/contracts.ts");
    return 2;
}

var generated = TypeScriptContracts.Generate();
if (!check)
{
    File.WriteAllText(path, generated);
    return 0;
}

if (File.Exists(path) && File.ReadAllText(path) == generated)
{
    return 0;
}

Console.Error.WriteLine($"{path} does not fit the Contracts assembly; run: dotnet run --project tools/ContractTypes -- {path}");
return 1;
