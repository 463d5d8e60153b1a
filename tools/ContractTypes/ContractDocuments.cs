using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SongshanRoad.Gis.ContractTypes;

/// <summary>The XML documentation beside an assembly, as one-line comments.</summary>
public sealed partial class ContractDocuments
{
    private readonly Dictionary<string, XElement> _members;

    private ContractDocuments(Dictionary<string, XElement> members) => _members = members;

    /// <summary>Reads the documentation file next to the assembly.</summary>
    /// <exception cref="FileNotFoundException">The assembly was built without documentation.</exception>
    public static ContractDocuments Beside(Assembly assembly)
    {
        var document = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        return new ContractDocuments(document.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value));
    }

    /// <summary>A type's summary, or null.</summary>
    public string? Summary(Type type) => OneLine(Member($"T:{type.FullName}")?.Element("summary"));

    /// <summary>A hub method's summary, or null.</summary>
    public string? Summary(MethodInfo method) =>
        OneLine(Member($"M:{method.DeclaringType!.FullName}.{method.Name}({string.Join(',', method.GetParameters().Select(p => p.ParameterType.FullName))})")?.Element("summary"));

    /// <summary>What a record's parameter means, or null.</summary>
    public string? Parameter(Type record, string name) =>
        OneLine(Member($"T:{record.FullName}")?.Elements("param").FirstOrDefault(param => param.Attribute("name")!.Value == name));

    private XElement? Member(string name) => _members.GetValueOrDefault(name);

    private static string? OneLine(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var words = string.Concat(element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Value.Length: > 0 } inner => inner.Value,
            XElement inner => inner.Attribute("cref")?.Value.Split('.', ':')[^1] ?? "",
            _ => "",
        }));
        return Spaces().Replace(words, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
