using CsCheck;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Trackers.Tests.Jtt808;

public class BodyTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 28, 1, 2, 3, TimeSpan.FromHours(8));

    private static readonly Gen<Jtt808Position> Positions =
        from lat in Gen.Double[-90, 90]
        from lon in Gen.Double[-180, 180]
        from altitude in Gen.Int[-400, 8_000]
        from speed in Gen.Double[0, 60]
        from heading in Gen.Int[0, 359]
        from seconds in Gen.Int[0, 2_000_000_000]
        select new Jtt808Position(Jtt808Alarms.None, Jtt808Status.Fixed, lat, lon, altitude, speed, heading,
            new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds), default);

    [Fact]
    public void A_position_comes_back_within_half_a_unit_in_all_quarters_of_the_world() => Positions.Sample(sent =>
    {
        var read = Jtt808Position.TryRead(sent.ToBody())!;
        Assert.Equal(sent.LatDeg, read.LatDeg, 0.51e-6);
        Assert.Equal(sent.LonDeg, read.LonDeg, 0.51e-6);
        Assert.Equal(sent.AltitudeM, read.AltitudeM);
        Assert.Equal(sent.SpeedMps, read.SpeedMps, 0.051 / 3.6);
        Assert.Equal(sent.HeadingDeg, read.HeadingDeg);
        Assert.Equal(sent.Time, read.Time);
        Assert.Equal(sent.LatDeg < 0, read.Status.HasFlag(Jtt808Status.South));
        Assert.Equal(sent.LonDeg < 0, read.Status.HasFlag(Jtt808Status.West));
    });

    [Theory]
    [InlineData("2611280102FF")]
    [InlineData("261328010203")]
    [InlineData("260229010203")]
    [InlineData("261128240203")]
    [InlineData("261128016003")]
    [InlineData("000000000000")]
    public void A_time_that_is_none_is_null_and_the_rest_is_kept(string time)
    {
        var body = new Jtt808Position(Jtt808Alarms.Emergency, Jtt808Status.Fixed, 34.7, 113.6, 100, 1, 90, Night, default).ToBody();
        Convert.FromHexString(time).CopyTo(body, 22);
        var read = Jtt808Position.TryRead(body)!;
        Assert.Null(read.Time);
        Assert.Equal(Jtt808Alarms.Emergency, read.Alarms);
    }

    [Fact]
    public void Extras_that_are_unknown_of_another_length_or_cut_are_passed_over()
    {
        var basic = new Jtt808Position(0, Jtt808Status.Fixed, 34.7, 113.6, 100, 1, 90, Night, default).ToBody();
        Jtt808Extras Of(string items) => Jtt808Position.TryRead([.. basic, .. Convert.FromHexString(items)])!.Extras;
        Assert.Equal(new Jtt808Extras(SignalStrength: 21, Satellites: 9), Of("300115" + "EB03AABBCC" + "310109"));
        Assert.Equal(new Jtt808Extras(AlarmEventId: 258), Of("04020102" + "0103AABBCC"));
        Assert.Equal(new Jtt808Extras(Satellites: 9, IsCut: true), Of("310109" + "0104AA"));
        Assert.Equal(new Jtt808Extras(Satellites: 9, IsCut: true), Of("310109" + "01"));
    }

    [Fact]
    public void A_batch_gives_what_can_be_read_and_counts_the_rest()
    {
        byte[] One(int second) => new Jtt808Position(0, Jtt808Status.Fixed, 34.7, 113.6, 100, 1, 90, Night.AddSeconds(second), default).ToBody();
        byte[] Item(byte[] body) => [0, (byte)body.Length, .. body];
        byte[] whole = [0, 3, 1, .. Item(One(0)), .. Item([1, 2, 3]), .. Item(One(20))];
        var batch = Jtt808PositionBatch.TryRead(whole)!;
        Assert.True(batch.IsBackfill);
        Assert.Equal([Night, Night.AddSeconds(20)], batch.Positions.Select(position => position.Time));
        Assert.Equal(1, batch.Unreadable);
        var cut = Jtt808PositionBatch.TryRead(whole.AsSpan(0, whole.Length - 1))!;
        Assert.Single(cut.Positions);
        Assert.Equal(2, cut.Unreadable);
        Assert.Null(Jtt808PositionBatch.TryRead([0, 1]));
    }

    [Theory]
    [InlineData(5, 8, 7, Jtt808Edition.Of2013, 1, "豫A12345")]
    [InlineData(5, 8, 7, Jtt808Edition.Of2013, 0, "LSVAM4187C2184841")]
    [InlineData(5, 20, 7, Jtt808Edition.Of2013, 2, "豫A12345")]
    [InlineData(5, 20, 7, Jtt808Edition.Of2013, 0, "LSVAM4187C2184841")]
    [InlineData(11, 30, 30, Jtt808Edition.Of2019, 4, "豫A12345D")]
    [InlineData(5, 20, 7, Jtt808Edition.Of2019, 2, "豫A12345")]
    public void A_registration_is_read_in_every_edition(int maker, int model, int id, Jtt808Edition edition, byte colour, string plate)
    {
        byte[] Field(string text, int length) => [.. System.Text.Encoding.ASCII.GetBytes(text), .. new byte[length - text.Length]];
        byte[] body = [0, 41, 1, 3, .. Field("70111", maker), .. Field("GH-100", model), .. Field("1234567", id), colour, .. Jtt808Text(plate)];
        Assert.Equal(new Jtt808Registration(41, 259, "70111", "GH-100", "1234567", colour, plate), Jtt808Registration.TryRead(body, edition));
        Assert.Null(Jtt808Registration.TryRead(body.AsSpan(0, 20), edition));
    }

    [Fact]
    public void A_code_is_read_in_either_edition_and_from_a_terminal_that_lies()
    {
        byte[] old = "A1B2C3"u8.ToArray();
        byte[] with = [6, .. old, .. "861234567890123"u8, .. "V1.0"u8, .. new byte[16]];
        Assert.Equal(new Jtt808Authentication("A1B2C3", "", ""), Jtt808Authentication.Read(old, Jtt808Edition.Of2013));
        Assert.Equal(new Jtt808Authentication("A1B2C3", "861234567890123", "V1.0"), Jtt808Authentication.Read(with, Jtt808Edition.Of2019));
        Assert.Equal("A1B2C3", Jtt808Authentication.Read(old, Jtt808Edition.Of2019).Code);
        Assert.Equal("", Jtt808Authentication.Read([], Jtt808Edition.Of2019).Code);
    }

    [Fact]
    public void No_body_makes_a_reader_throw() => Gen.Select(Gen.Byte.Array[0, 120], Gen.OneOfConst(Jtt808Edition.Of2013, Jtt808Edition.Of2019)).Sample((body, edition) =>
    {
        Jtt808Position.TryRead(body);
        Jtt808PositionBatch.TryRead(body);
        Jtt808Registration.TryRead(body, edition);
        Jtt808Authentication.Read(body, edition);
        Jtt808TerminalAnswer.TryRead(body);
    });

    private static byte[] Jtt808Text(string text) =>
        System.Text.CodePagesEncodingProvider.Instance.GetEncoding("GBK")!.GetBytes(text);
}
