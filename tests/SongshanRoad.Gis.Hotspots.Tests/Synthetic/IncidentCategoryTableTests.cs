using SongshanRoad.Gis.Hotspots.Synthetic;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.Synthetic;

public class IncidentCategoryTableTests
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(ReferenceFiles.RepositoryRoot, "geodata", "incident-categories.csv"));

    [Fact]
    public void The_shipped_list_holds_the_categories_of_the_plan()
    {
        var categories = IncidentCategoryTable.Parse(Shipped);
        Assert.Equal(
            ["盗窃", "入室盗窃", "扒窃", "车内盗窃", "电动车/自行车盗窃", "其他盗窃", "抢劫", "抢夺", "诈骗", "电信网络诈骗", "街头诈骗", "打架斗殴", "纠纷",
                "损毁", "赌博", "扰乱秩序", "火情", "走失/求助", "可疑情况", "其他"],
            categories.Select(category => category.NameZh));
        Assert.Equal(categories.OrderBy(category => category.Sort), categories);
        Assert.Equal(["theft", "fraud"], categories.Where(category => category.Weight == 0).Select(category => category.Code));
        Assert.Equal(7, categories.Count(category => category.ParentCode is not null));
        Assert.Equal(0.12, categories.Sum(category => category.Weight * category.PatrolShare) / categories.Sum(category => category.Weight), 0.01);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_do_no_harm() =>
        Assert.Equal(20, IncidentCategoryTable.Parse('\uFEFF' + Shipped.Replace("\n", "\r\n", StringComparison.Ordinal)).Count);

    [Theory]
    [InlineData("theft-burglary,theft", "Theft!,theft", "line 3", "column code")]
    [InlineData("theft-burglary,theft", "theft-burglary,thaft", "theft-burglary", "thaft")]
    [InlineData(",110,7,", ",110,-7,", "line 3", "column weight")]
    [InlineData("theft-pickpocket,", "theft-burglary,", "line 4", "there already")]
    [InlineData("code,parent", "code;parent", "line 1", "nameZh")]
    [InlineData("2 2 2 2 1 1 2 4 7 9 10 9 7 7 8 8 7 6 6 6 5 4 3 2,", "2 2 2,", "line 3", "24 numbers")]
    [InlineData(",3,7,0,0,0.3,7,0.02", ",3,7,0,0,0.3,7", "line 3", "15 are needed")]
    public void A_line_that_cannot_be_used_is_named(string good, string bad, string where, string why)
    {
        Assert.Contains(good, Shipped, StringComparison.Ordinal);
        var error = Assert.Throws<FormatException>(() => IncidentCategoryTable.Parse(Shipped.Replace(good, bad, StringComparison.Ordinal)));
        Assert.Contains(where, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(why, error.Message, StringComparison.OrdinalIgnoreCase);
    }
}
