namespace Portal.Data.Certificates;

/// <summary>What a new version of an answer says in another way than the one before.</summary>
public static class AnswerChanges
{
    /// <summary>Stands among the fields when other offers are pointed to.</summary>
    public const string Offers = "offers";

    /// <summary>Stands among the fields when another day for a new assessment is named.</summary>
    public const string Reassess = "reassessOn";

    /// <param name="older">The version before.</param>
    /// <returns>The ids of the sections that differ, the fields of the replies that do (see <see cref="CertificateForms.ReplyField"/>), <see cref="Offers"/> and <see cref="Reassess"/>.</returns>
    public static IReadOnlySet<string> Between(CertificateTypeDefinition type, AnswerContent older, AnswerContent newer)
    {
        var fields = type.AnswerSections
            .Where(section => older[section.Id] != newer[section.Id] || (section.Detail is { } detail && older[detail.Id] != newer[detail.Id]))
            .Select(section => section.Id)
            .ToHashSet();
        fields.UnionWith(older.Replies.Concat(newer.Replies).Select(reply => reply.Number)
            .Where(number => older.Reply(number) != newer.Reply(number))
            .Select(CertificateForms.ReplyField));
        if (!older.Offers.Select(offer => offer.OfferVersionId).SequenceEqual(newer.Offers.Select(offer => offer.OfferVersionId)))
        {
            fields.Add(Offers);
        }

        if (older.ReassessOn != newer.ReassessOn)
        {
            fields.Add(Reassess);
        }

        return fields;
    }
}
