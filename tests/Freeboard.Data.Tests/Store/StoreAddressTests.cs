using Freeboard.Data.Store;

namespace Freeboard.Data.Tests.Store;

public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("freeboard.db", "sqlite:freeboard.db")]
    [InlineData("sqlite:a folder/x.db", "sqlite:a folder/x.db")]
    [InlineData("C:\\data\\x.db", "sqlite:C:\\data\\x.db")]
    [InlineData("host=a.db", "sqlite:host=a.db")]
    [InlineData("postgres:Host=db;Database=risk;Username=me", "postgres:Host=db;Database=risk;Username=me;Schema=freeboard")]
    [InlineData("PostgreSQL:host=db;user id=me;schema=desk_2", "postgres:Host=db;Username=me;Schema=desk_2")]
    [InlineData("postgres://me@db:5433/risk", "postgres:Host=db;Port=5433;Username=me;Database=risk;Schema=freeboard")]
    public void An_address_has_one_canonical_form_which_is_an_address_again(string text, string canonical)
    {
        Assert.Equal(canonical, StoreAddress.Parse(text).ToString());
        Assert.Equal(canonical, StoreAddress.Parse(canonical).ToString());
    }

    [Theory]
    [InlineData("postgres:Host=db;Password=hunter2")]
    [InlineData("postgres:Host=db;PWD=hunter2")]
    [InlineData("postgres:Host=db;psw=hunter2")]
    [InlineData("postgres:Host=db;SSL Password=hunter2")]
    [InlineData("postgres://me:hunter2@db/risk")]
    public void A_password_in_an_address_is_refused_by_name_and_never_repeated(string text)
    {
        StoreException fault = Assert.Throws<StoreException>(() => StoreAddress.Parse(text));

        Assert.Equal("STORE-SECRET-IN-ADDRESS", fault.Code);
        Assert.Contains("FREEBOARD_POSTGRES_PASSWORD", fault.Cure, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite:")]
    [InlineData("postgres:")]
    [InlineData("postgres:Database=risk")]
    [InlineData("postgres:Host=db;Colour=red")]
    [InlineData("postgres:Host=db;Port=many")]
    [InlineData("postgres:Host=db;Schema=a\"; DROP TABLE runs")]
    [InlineData("postgres:Host=db;Schema=Upper")]
    [InlineData("postgres:nonsense")]
    [InlineData("postgres://")]
    [InlineData("postgres://db/risk?password=hunter2")]
    [InlineData("Host=db;Username=me;Password=hunter2;Database=risk")]
    [InlineData("database=risk; pwd = hunter2")]
    [InlineData("Server=db;User ID=me")]
    public void A_malformed_address_is_refused_without_being_repeated(string text)
    {
        StoreException fault = Assert.Throws<StoreException>(() => StoreAddress.Parse(text));

        Assert.Equal("STORE-ADDRESS-MALFORMED", fault.Code);
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
    }
}
