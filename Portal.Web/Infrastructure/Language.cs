using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Portal.Web.Infrastructure;

/// <summary>Remembers the language that <c>?culture=</c> asked for.</summary>
public sealed class Language(RequestDelegate next)
{
    public const string CookieName = "portal-language";

    public Task InvokeAsync(HttpContext context)
    {
        var asked = context.Request.Query["culture"].ToString();
        if (asked is "da" or "en")
        {
            context.Response.Cookies.Append(
                CookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(asked)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
        }

        return next(context);
    }

    /// <summary>Makes a text in Danish, whatever language the page has: what a caseworker sends is read by a Danish doctor.</summary>
    public static T InDanish<T>(Func<T> make)
    {
        var ofPage = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("da");
        try
        {
            return make();
        }
        finally
        {
            CultureInfo.CurrentUICulture = ofPage;
        }
    }

    /// <summary>The present address with another language.</summary>
    public static string Switch(HttpRequest request, string language)
    {
        // A handler's name belongs to a post; a link only reads.
        var query = request.Query
            .Where(pair => pair.Key is not ("culture" or "handler"))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value))
            .Append(KeyValuePair.Create("culture", (string?)language));
        return request.PathBase + request.Path + QueryString.Create(query);
    }
}
