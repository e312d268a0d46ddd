using System.Security.Cryptography;
using System.Text;

namespace Portal.Data.Citizens;

/// <summary>Keeps CPR numbers unreadable in the database: encrypted for showing, keyed hash for finding.</summary>
/// <remarks>
/// A plain hash protects nothing: all CPR numbers there are can be hashed in about a minute. The key lives outside the
/// database; the row's id is bound into each ciphertext, so that one row's number cannot be moved to another.
/// </remarks>
public sealed class CprProtector
{
    /// <summary>Length of the key in bytes.</summary>
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _encryption;
    private readonly byte[] _lookup;

    /// <param name="key">32 random bytes.</param>
    public CprProtector(byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyLength, nameof(key));
        _encryption = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: "cpr-encryption"u8.ToArray());
        _lookup = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: "cpr-lookup"u8.ToArray());
    }

    /// <returns>Base64 of nonce, tag and ciphertext.</returns>
    public string Encrypt(CprNumber cpr, Guid citizenId)
    {
        var plain = Encoding.ASCII.GetBytes(cpr.Reveal());
        var packed = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(packed.AsSpan(0, NonceLength));
        using var aes = new AesGcm(_encryption, TagLength);
        aes.Encrypt(
            packed.AsSpan(0, NonceLength),
            plain,
            packed.AsSpan(NonceLength + TagLength),
            packed.AsSpan(NonceLength, TagLength),
            citizenId.ToByteArray());
        return Convert.ToBase64String(packed);
    }

    /// <exception cref="CryptographicException">The text was made with another key, or for another citizen.</exception>
    public CprNumber Decrypt(string cipher, Guid citizenId)
    {
        var packed = Convert.FromBase64String(cipher);
        var plain = new byte[packed.Length - NonceLength - TagLength];
        using var aes = new AesGcm(_encryption, TagLength);
        aes.Decrypt(
            packed.AsSpan(0, NonceLength),
            packed.AsSpan(NonceLength + TagLength),
            packed.AsSpan(NonceLength, TagLength),
            plain,
            citizenId.ToByteArray());
        return CprNumber.TryParse(Encoding.ASCII.GetString(plain)) ?? throw new CryptographicException("The decrypted text is no CPR number.");
    }

    /// <returns>The value to search for: the same for the same number, worthless without the key.</returns>
    public string Lookup(CprNumber cpr) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_lookup, Encoding.ASCII.GetBytes(cpr.Reveal())));
}
