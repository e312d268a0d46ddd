namespace Portal.Data.Fees;

/// <summary>The clinic's invoice for one certificate.</summary>
public sealed record InvoiceInput
{
    /// <summary>Made by the form when it was drawn; a repeated post carries the same.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>The version that the form was drawn from.</summary>
    public required int Version { get; init; }

    /// <summary>Kroner as typed, such as »1.140« or »1.140,50«; not read where the amount is settled.</summary>
    public string AmountKroner { get; init; } = "";

    /// <summary>What the clinic's own system calls it; empty when it has no name there.</summary>
    public string Reference { get; init; } = "";
}

/// <summary>The clinic's invoices for everything that can be invoiced of a month.</summary>
public sealed record InvoiceMonthInput
{
    /// <summary>Made by the form when it was drawn; a repeated post carries the same.</summary>
    public required Guid CommandId { get; init; }

    public required FeeMonth Month { get; init; }

    /// <summary>Kroner as typed, by certificate, for those whose amount is not settled. What has none is left for later.</summary>
    public IReadOnlyDictionary<Guid, string> AmountsKroner { get; init; } = new Dictionary<Guid, string>();

    /// <summary>One reference for all of them; may be empty.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The name of the field in which the amount of a certificate is typed.</summary>
    public static string AmountField(Guid requestId) => $"amount-{requestId:n}";
}
