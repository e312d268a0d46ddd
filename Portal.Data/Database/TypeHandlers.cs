using System.Data;
using System.Globalization;
using Dapper;

namespace Portal.Data.Database;

/// <summary>How values that the engines keep differently become the same C# values.</summary>
public static class TypeHandlers
{
    private static readonly Lock Gate = new();
    private static bool Registered;

    /// <summary>Registers the handlers with Dapper; may be called more than once.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (Registered)
            {
                return;
            }

            foreach (var type in (Type[])[typeof(Guid), typeof(Guid?), typeof(DateTime), typeof(DateTime?), typeof(DateOnly), typeof(DateOnly?)])
            {
                // A type in Dapper's own map never reaches its handler as a parameter.
                SqlMapper.RemoveTypeMap(type);
            }

            SqlMapper.AddTypeHandler(new GuidHandler());
            SqlMapper.AddTypeHandler(new InstantHandler());
            SqlMapper.AddTypeHandler(new DayHandler());
            Registered = true;
        }
    }

    /// <summary>A handler that also reads a lone value that is NULL, as MIN of no rows: there Dapper asks the handler, for a column it does not.</summary>
    private abstract class Handler<T> : SqlMapper.TypeHandler<T>, SqlMapper.ITypeHandler
        where T : struct
    {
        object? SqlMapper.ITypeHandler.Parse(Type destinationType, object value) => value is DBNull ? null : Parse(value);
    }

    private sealed class GuidHandler : Handler<Guid>
    {
        public override Guid Parse(object value) => value is Guid guid ? guid : Guid.Parse((string)value);

        public override void SetValue(IDbDataParameter parameter, Guid value)
        {
            parameter.DbType = DbType.Guid;
            parameter.Value = value;
        }
    }

    /// <summary>Instants: UTC, to the millisecond on both engines; anything finer would compare differently after a round trip.</summary>
    private sealed class InstantHandler : Handler<DateTime>
    {
        public override DateTime Parse(object value) => DateTime.SpecifyKind(
            value is DateTime instant ? instant : DateTime.Parse((string)value, CultureInfo.InvariantCulture),
            DateTimeKind.Utc);

        public override void SetValue(IDbDataParameter parameter, DateTime value)
        {
            if (value.Kind != DateTimeKind.Utc)
            {
                throw new ArgumentException($"Instants are stored in UTC; this one is {value.Kind}.", nameof(value));
            }

            parameter.DbType = DbType.DateTime2;
            parameter.Value = new DateTime(value.Ticks - (value.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
        }
    }

    private sealed class DayHandler : Handler<DateOnly>
    {
        public override DateOnly Parse(object value) => value switch
        {
            DateOnly day => day,
            DateTime instant => DateOnly.FromDateTime(instant),
            _ => DateOnly.Parse((string)value, CultureInfo.InvariantCulture),
        };

        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            parameter.DbType = DbType.Date;
            parameter.Value = value;
        }
    }
}
