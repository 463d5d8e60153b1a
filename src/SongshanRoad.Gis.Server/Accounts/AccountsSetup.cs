using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Accounts;

namespace SongshanRoad.Gis.Server.Accounts;

/// <summary>Registers sessions, devices, policies and the limits on sign-in.</summary>
internal static class AccountsSetup
{
    private const string EitherScheme = "session-or-device";

    public static void AddAccounts(this IServiceCollection services, string keysPath)
    {
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<DeviceStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<ITicketStore, StoredTickets>();
        services.AddSingleton<SignInGate>();
        services.AddSingleton<ProtectionKeyStore>();
        // Before the library's own start, which reads the keys.
        services.AddHostedService(provider => new KeyRingStart(
            keysPath, provider.GetRequiredService<ProtectionKeyStore>(), provider.GetRequiredService<IDataProtectionProvider>()));
        services.AddDataProtection().SetApplicationName("songshan-road");
        services.AddOptions<KeyManagementOptions>()
            .Configure<ProtectionKeyStore>((options, keys) => options.XmlRepository = new StoredKeys(keys));
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = context =>
                DeviceAuthenticationHandler.CarriesToken(context.Request)
                    ? DeviceAuthenticationHandler.Scheme
                    : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, DeviceAuthenticationHandler>(DeviceAuthenticationHandler.Scheme, null)
            .AddCookie(options =>
            {
                options.Cookie.Name = "songshan-session";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.ExpireTimeSpan = TimeSpan.FromHours(14);
                options.SlidingExpiration = true;
                // The client is an app, not pages: it wants codes, not redirects.
                options.Events.OnRedirectToLogin = context => Answer(context.HttpContext, StatusCodes.Status401Unauthorized,
                    ProblemCodes.SignInFailed, "Sign in first.");
                options.Events.OnRedirectToAccessDenied = context => Answer(context.HttpContext, StatusCodes.Status403Forbidden,
                    ProblemCodes.Forbidden, "This session's role may not do this.");
            });
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<ITicketStore>((options, tickets) => options.SessionStore = tickets);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.SignedIn, AnyOf(Roles.Admin, Roles.Dispatcher, Roles.Leader, Roles.Volunteer))
            .AddPolicy(Policies.Office, AnyOf(Roles.Admin, Roles.Dispatcher, Roles.Leader))
            .AddPolicy(Policies.Dispatch, AnyOf(Roles.Admin, Roles.Dispatcher))
            .AddPolicy(Policies.Planning, AnyOf(Roles.Admin, Roles.Leader))
            .AddPolicy(Policies.Admin, AnyOf(Roles.Admin))
            .AddPolicy(Policies.Volunteer, AnyOf(Roles.Volunteer))
            .AddPolicy(Policies.Device, AnyOf(Roles.Device))
            .AddPolicy(Policies.Reporter, AnyOf(Roles.Device, Roles.Volunteer))
            .AddPolicy(Policies.LiveHub, AnyOf(Roles.Admin, Roles.Dispatcher, Roles.Leader, Roles.Volunteer, Roles.Device));
        services.AddRateLimits();
    }

    /// <summary>Refuses changes from a cookie session without our own header: no form of another site can send it.</summary>
    public static void UseCrossSiteGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var changes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        if (changes && context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            && !DeviceAuthenticationHandler.CarriesToken(context.Request)
            && context.Request.Headers["X-Requested-With"] != "songshan")
        {
            await Answer(context, StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, "Send the header X-Requested-With: songshan.");
            return;
        }

        await next(context);
    });

    private static Action<AuthorizationPolicyBuilder> AnyOf(params string[] roles) => policy => policy.RequireAuthenticatedUser().RequireRole(roles);

    private static Task Answer(HttpContext context, int httpCode, string code, string sentence) =>
        ProblemResults.Problem(httpCode, code, sentence).ExecuteAsync(context);
}
