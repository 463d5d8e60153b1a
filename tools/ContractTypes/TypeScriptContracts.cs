using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Problems;

namespace SongshanRoad.Gis.ContractTypes;

/// <summary>TypeScript declarations of everything that crosses the wire: records as interfaces, allowed values as unions, hub
/// interfaces as method signatures, problem codes as one union.</summary>
public static class TypeScriptContracts
{
    private const int LongestUnionOnOneLine = 140;

    /// <summary>The whole file, with LF line ends.</summary>
    public static string Generate()
    {
        var assembly = typeof(ILiveHub).Assembly;
        var documents = ContractDocuments.Beside(assembly);
        var text = new StringBuilder();
        text.Append("// Generated from SongshanRoad.Gis.Contracts by tools/ContractTypes. Do not edit.\n");
        foreach (var type in assembly.GetExportedTypes()
            .OrderBy(type => type.Namespace, StringComparer.Ordinal)
            .ThenBy(type => type.Name, StringComparer.Ordinal))
        {
            text.Append('\n');
            if (type == typeof(ProblemCodes))
            {
                AppendProblemCodes(text, documents);
            }
            else if (type.IsInterface)
            {
                AppendHub(text, type, documents);
            }
            else
            {
                AppendRecord(text, type, documents);
            }
        }

        return text.ToString();
    }

    private static void AppendProblemCodes(StringBuilder text, ContractDocuments documents)
    {
        AppendComment(text, "", documents.Summary(typeof(ProblemCodes)));
        var codes = typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"'{field.GetRawConstantValue()}'");
        text.Append("export type ProblemCode =\n  | ").AppendJoin("\n  | ", codes).Append(";\n");
    }

    private static void AppendHub(StringBuilder text, Type hub, ContractDocuments documents)
    {
        AppendComment(text, "", documents.Summary(hub));
        text.Append(CultureInfo.InvariantCulture, $"export interface {hub.Name[1..]} {{\n");
        foreach (var method in hub.GetMethods())
        {
            AppendComment(text, "  ", documents.Summary(method));
            var parameters = method.GetParameters().Select(parameter => $"{parameter.Name}: {NameOf(parameter.ParameterType, null)}");
            var answer = method.ReturnType.IsGenericType ? NameOf(method.ReturnType.GetGenericArguments()[0], null) : "void";
            text.Append(CultureInfo.InvariantCulture, $"  {method.Name}({string.Join(", ", parameters)}): Promise<{answer}>;\n");
        }

        text.Append("}\n");
    }

    private static void AppendRecord(StringBuilder text, Type record, ContractDocuments documents)
    {
        AppendComment(text, "", documents.Summary(record));
        text.Append(CultureInfo.InvariantCulture, $"export interface {record.Name} {{\n");
        var nullability = new NullabilityInfoContext();
        foreach (var property in record.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            AppendComment(text, "  ", documents.Parameter(record, property.Name));
            var type = property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed
                ? OneOrMany(Union(allowed.Values), property.PropertyType)
                : NameOf(property.PropertyType, nullability.Create(property));
            if (Nullable.GetUnderlyingType(property.PropertyType) is not null
                || nullability.Create(property).ReadState == NullabilityState.Nullable)
            {
                type += " | null";
            }

            var line = $"  {JsonNamingPolicy.CamelCase.ConvertName(property.Name)}: {type};";
            text.Append(line.Length <= LongestUnionOnOneLine ? line : line.Replace(" | ", "\n    | ", StringComparison.Ordinal)).Append('\n');
        }

        text.Append("}\n");
    }

    // The values of a list are those of its entries.
    private static string OneOrMany(string union, Type type) => type == typeof(string) ? union : $"({union})[]";

    private static string Union(IEnumerable<object?> values) => string.Join(" | ", values.Select(value => $"'{value}'"));

    private static string NameOf(Type type, NullabilityInfo? nullability)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(string) || bare == typeof(DateTimeOffset))
        {
            return "string";
        }

        if (bare == typeof(bool))
        {
            return "boolean";
        }

        if (bare == typeof(int) || bare == typeof(long) || bare == typeof(double))
        {
            return "number";
        }

        if (bare.IsArray)
        {
            return ListOf(bare.GetElementType()!, nullability?.ElementType);
        }

        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return ListOf(bare.GetGenericArguments()[0], nullability?.GenericTypeArguments[0]);
        }

        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            return $"Record<string, {NameOf(bare.GetGenericArguments()[1], nullability?.GenericTypeArguments[1])}>";
        }

        return bare.Assembly == typeof(ILiveHub).Assembly
            ? bare.Name
            : throw new NotSupportedException($"{bare} has no TypeScript counterpart here; allowed are string, bool, int, long, double, DateTimeOffset, lists, string dictionaries and contracts.");
    }

    private static string ListOf(Type element, NullabilityInfo? nullability)
    {
        var name = NameOf(element, nullability);
        return nullability?.ReadState == NullabilityState.Nullable ? $"({name} | null)[]" : $"{name}[]";
    }

    private static void AppendComment(StringBuilder text, string indent, string? comment)
    {
        if (comment is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}/** {comment} */\n");
        }
    }
}
