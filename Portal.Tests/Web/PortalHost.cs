using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Data;
using Portal.Data.Database;
using Portal.Web;

namespace Portal.Tests.Web;

/// <summary>The real portal on a real Kestrel, with a demo world of its own. One for each test class.</summary>
public class PortalHost(DemoTemplate template) : IAsyncLifetime
{
    private string _folder = "";
    private WebApplication _app = null!;

    /// <summary>Everything that was logged from Information up, the framework's own lines included.</summary>
    public CapturedLog Log { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public DatabaseEngine Engine => Services.GetRequiredService<DatabaseEngine>();

    public async ValueTask InitializeAsync()
    {
        _folder = await template.CopyAsync();
        _app = PortalWeb.Build([.. DemoTemplate.Arguments(_folder), .. Settings], builder =>
        {
            Configure(builder);
            builder.Logging.ClearProviders().AddProvider(Log);
            builder.Logging.AddFilter<CapturedLog>(null, LogLevel.Information);
        });
        await PortalData.PrepareAsync(_app.Services, CancellationToken.None);
        await _app.StartAsync();
        Http = Web.Browser.Client(new Uri(_app.Urls.First()));
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        await _app.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Settings that are other than usual, as words of the command line.</summary>
    protected virtual IReadOnlyList<string> Settings => [];

    /// <summary>Services that stand before the portal's own.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    public Browser Browser() => new(Http);

    /// <summary>A browser in which a demo person is signed in.</summary>
    public async Task<Browser> BrowserAsync(string person)
    {
        var browser = Browser();
        await browser.SignInAsync(person);
        return browser;
    }

    /// <summary>Looks into the database, past the portal.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await OpenAsync();
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    public async Task<T> ValueAsync<T>(string sql, object? parameters = null) => (await QueryAsync<T>(sql, parameters)).Single();

    /// <summary>Changes the database, past the portal: for what the portal has no page for yet.</summary>
    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await OpenAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>The certificate of a type that was asked for about a citizen.</summary>
    /// <param name="status">Which one, where a citizen has several of the type.</param>
    public Task<Guid> CertificateAsync(string citizen, string type, string? status = null) => ValueAsync<Guid>(
        """
        SELECT r.Id
        FROM CertificateRequests r
        JOIN Citizens z ON z.Id = r.CitizenId
        JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        WHERE z.Name = @citizen AND t.TypeId = @type AND (@status IS NULL OR r.Status = @status)
        """,
        new { citizen, type, status });

    public Task<Guid> CitizenAsync(string name) => ValueAsync<Guid>("SELECT Id FROM Citizens WHERE Name = @name", new { name });

    /// <summary>What a doctor has proposed about a patient of this name.</summary>
    public Task<Guid> ProposalAsync(string patient) => ValueAsync<Guid>("SELECT Id FROM SocialProposals WHERE PatientName = @patient", new { patient });

    public Task<Guid> ThreadAsync(string subject) => ValueAsync<Guid>("SELECT Id FROM DialogueThreads WHERE Subject = @subject", new { subject });

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={DemoTemplate.DatabaseFile(_folder)};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
