using System.Globalization;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>Shows how far an import is: a bar redrawn four times a second on a terminal, a line every ten seconds elsewhere.</summary>
internal sealed class ImportProgress<TRow> : IDisposable
{
    private const int BarCells = 24;

    private readonly CommandHost _host;
    private readonly string _fileName;
    private readonly IRowSource<TRow> _source;
    private readonly ImportLog _log;
    private readonly long _started;
    private readonly ITimer _timer;
    private readonly Lock _drawing = new();
    private long _rows;
    private bool _drawn;
    private bool _ended;

    public ImportProgress(CommandHost host, string fileName, IRowSource<TRow> source, ImportLog log)
    {
        _host = host;
        _fileName = fileName;
        _source = source;
        _log = log;
        _started = host.Time.GetTimestamp();
        var every = host.ErrorIsTerminal ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromSeconds(10);
        _timer = host.Time.CreateTimer(_ => Draw(), null, every, every);
    }

    /// <summary>Counts rows that were read.</summary>
    public void Add(int rows) => Interlocked.Add(ref _rows, rows);

    public void Dispose()
    {
        _timer.Dispose();
        lock (_drawing)
        {
            _ended = true;
            if (_drawn && _host.ErrorIsTerminal)
            {
                _host.Error.Write("\r\e[K");
            }
        }
    }

    private void Draw()
    {
        var rows = Interlocked.Read(ref _rows) + _log.Rejected;
        var seconds = _host.Time.GetElapsedTime(_started).TotalSeconds;
        var share = _source.LengthBytes > 0 ? Math.Min(1, (double)_source.BytesRead / _source.LengthBytes) : 0;
        var figures = string.Create(CultureInfo.InvariantCulture,
            $"{_source.BytesRead / 1e6:F1} of {_source.LengthBytes / 1e6:F1} MB, {rows} rows, {rows / Math.Max(seconds, 0.001):F0} rows/s");
        lock (_drawing)
        {
            if (_ended)
            {
                return;
            }

            _drawn = true;
            if (_host.ErrorIsTerminal)
            {
                var full = (int)(share * BarCells);
                _host.Error.Write($"\r\e[K[{new string('#', full)}{new string('.', BarCells - full)}] {share * 100:F0} % {figures}");
            }
            else
            {
                _host.Error.WriteLine($"{_fileName}: {figures}");
            }
        }
    }
}
