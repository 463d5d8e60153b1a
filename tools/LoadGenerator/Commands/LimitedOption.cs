using System.CommandLine;

namespace SongshanRoad.Gis.Load.Commands;

/// <summary>Makes options of numbers that have limits.</summary>
internal static class LimitedOption
{
    /// <summary>An option that refuses what is out of range.</summary>
    public static Option<T> Of<T>(string name, string description, T otherwise, T least, T most)
        where T : IComparable<T>
    {
        var option = new Option<T>(name) { Description = $"{description} {least} to {most}; default {otherwise}.", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(parsed =>
        {
            var value = parsed.GetValueOrDefault<T>();
            if (value is null || value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                parsed.AddError($"{name} {value} is out of range: {least} to {most} are allowed.");
            }
        });
        return option;
    }
}
