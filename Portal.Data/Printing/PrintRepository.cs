using System.Security.Cryptography;
using Portal.Data.Database;

namespace Portal.Data.Printing;

/// <summary>The codes on papers, and what they stand for.</summary>
public sealed class PrintRepository(DbSession db)
{
    internal const string FindCodeSql = """
        SELECT Code
        FROM Prints
        WHERE OwnerId = @OwnerId AND Part = @Part AND RequestVersion = @RequestVersion AND AnswerVersion = @AnswerVersion AND Sha256 = @Sha256
        """;

    internal const string FindByCodeSql = """
        SELECT Code, OwnerKind, OwnerId, Part, RequestVersion, AnswerVersion, Sha256
        FROM Prints
        WHERE Code = @Code
        """;

    internal const string InsertSql = """
        INSERT INTO Prints (Id, Code, OwnerKind, OwnerId, Part, RequestVersion, AnswerVersion, Sha256, MadeAt)
        VALUES (@Id, @Code, @OwnerKind, @OwnerId, @Part, @RequestVersion, @AnswerVersion, @Sha256, @MadeAt)
        """;

    /// <param name="code">The 25 signs.</param>
    /// <returns>Null when no paper carries the code.</returns>
    public Task<Print?> FindAsync(string code, CancellationToken ct) => db.FindAsync<Print>(FindByCodeSql, new { Code = code }, ct);

    /// <summary>The code of a paper, in the open transaction: the one it has had before, or a new one.</summary>
    /// <param name="print">The paper; its code is not asked.</param>
    /// <param name="at">UTC.</param>
    /// <returns>Null when somebody else printed the same in this instant; the transaction is then only good for rolling back.</returns>
    internal async Task<string?> KeepAsync(Print print, DateTime at, CancellationToken ct)
    {
        var row = new { print.OwnerId, print.Part, print.RequestVersion, print.AnswerVersion, print.Sha256 };
        if (await db.FindAsync<string>(FindCodeSql, row, ct) is { } code)
        {
            return code;
        }

        code = PrintCode.Make(RandomNumberGenerator.GetBytes(PrintCode.Length));
        var inserted = await db.TryInsertAsync(
            InsertSql,
            new
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(at)),
                Code = code,
                print.OwnerKind,
                print.OwnerId,
                print.Part,
                print.RequestVersion,
                print.AnswerVersion,
                print.Sha256,
                MadeAt = at,
            },
            ct);
        return inserted ? code : null;
    }
}
