using SongshanRoad.Gis.Cli;

return await SongshanCommand.RunAsync(args, CommandHost.OfProcess());
