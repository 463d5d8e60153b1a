using SongshanRoad.Gis.Testing;

[assembly: AssemblyFixture(typeof(PostGisCluster))]
[assembly: AssemblyFixture(typeof(RedisServer))]
