using System.Text;
using CsCheck;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using Sylvan.Data.Csv;

namespace SongshanRoad.Gis.Formats.Tests.Csv;

public sealed class DelimitedTextTests
{
    [Fact]
    public void Lines_are_right_behind_quoted_line_breaks_and_blank_lines()
    {
        var text = new DelimitedText(new StringReader("a,b\r\n\"x\r\ny\",\"q\"\"q\"\r\n\r\n\r\nlast, z \n"), ',');
        var seen = new List<string>();
        while (text.Read())
        {
            seen.Add($"{text.Line}:{text[0]}|{text[1]}");
        }

        Assert.Equal(["1:a|b", "2:x\r\ny|q\"q", "6:last|z"], seen);
    }

    [Fact]
    public void A_quote_that_is_never_closed_costs_its_row_only()
    {
        var text = new DelimitedText(new StringReader("a,b\n1,\"open\n2,b\n3,c\n"), ',');
        var faults = new List<(long, string?)>();
        while (text.Read())
        {
            faults.Add((text.Line, text.Fault));
        }

        Assert.Equal(4, faults.Count);
        Assert.Equal((2L, "a quotation mark is opened and never closed"), faults[1]);
        Assert.All(faults.Where((_, i) => i != 1), fault => Assert.Null(fault.Item2));
    }

    [Fact]
    public void A_row_without_end_is_refused()
    {
        var text = new DelimitedText(new StringReader(new string('x', 3_000_000)), ',');
        Assert.Equal(ProblemCodes.TooLarge, Assert.Throws<UnreadableFileException>(() => text.Read()).Code);
    }

    [Fact]
    public void Well_formed_tables_are_cut_as_another_program_cuts_them() =>
        (from columns in Gen.Int[2, 5]
         from cells in Gen.String[Gen.OneOfConst('a', '中', ',', '"', '\n', 'z', ';', '\t'), 0, 6].Array[columns].Array[1, 40]
         select cells).Sample(
            table =>
            {
                var csv = string.Concat(table.Select(row => string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));
                using var peer = CsvDataReader.Create(new StringReader(csv), new CsvDataReaderOptions { HasHeaders = false, Delimiter = ',' });
                var text = new DelimitedText(new StringReader(csv), ',');
                while (peer.Read())
                {
                    Assert.True(text.Read());
                    Assert.Equal(peer.RowFieldCount, text.Count);
                    for (var i = 0; i < text.Count; i++)
                    {
                        Assert.Equal(peer.GetString(i).Trim(), text[i].ToString());
                    }
                }

                Assert.False(text.Read());
            }, iter: 500);

    [Fact]
    public void Any_text_ends_with_lines_that_only_rise() =>
        Gen.String[Gen.OneOfConst('a', ',', '"', '\n', '\r', '中'), 0, 200].Sample(
            csv =>
            {
                var text = new DelimitedText(new StringReader(csv), ',');
                var line = 0L;
                while (text.Read())
                {
                    Assert.True(text.Line > line);
                    line = text.Line;
                }

                Assert.True(line <= csv.AsSpan().EnumerateLines().Count());
            }, iter: 2_000);
}

file static class Lines
{
    public static int Count(this SpanLineEnumerator lines)
    {
        var count = 0;
        foreach (var _ in lines)
        {
            count++;
        }

        return count;
    }
}
