using System.Text;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Tests.Reading;

public sealed class RejectFileTests
{
    [Fact]
    public void Rejects_open_in_a_spreadsheet_without_breaking_or_running_anything()
    {
        using var bytes = new MemoryStream();
        using (var rejects = new RejectFile(bytes))
        {
            rejects.Write(new ImportProblem(7, ProblemCodes.BadTime, "时间 \"x\" 无法识别", "Use yyyy-MM-dd HH:mm."), "=1+1,盗窃\n");
        }

        Assert.Equal(
            "\uFEFFline,code,reason,cure,raw\r\n7,bad-time,\"时间 \"\"x\"\" 无法识别\",Use yyyy-MM-dd HH:mm.,\"'=1+1,盗窃\n\"\r\n",
            Encoding.UTF8.GetString(bytes.ToArray()));
    }
}
