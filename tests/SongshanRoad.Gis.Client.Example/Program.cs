using SongshanRoad.Gis.Client.Example;

// The examples of docs/client.md, which the server's tests run as a process of its own and kill.
switch (args)
{
    case ["track", var server, var token, var unitId, var queuePath]:
        await TrackExample.RunAsync(new Uri(server), token, unitId, queuePath, Console.In, Console.Out);
        return 0;
    case ["watch", var server, var name, var password]:
        await WatchExample.RunAsync(new Uri(server), name, password, Console.In, Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: track SERVER TOKEN UNIT QUEUE-FILE | watch SERVER NAME PASSWORD");
        return 2;
}
