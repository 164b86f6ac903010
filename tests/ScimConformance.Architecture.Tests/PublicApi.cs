using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ScimConformance.Architecture.Tests;

/// <summary>Writes what an assembly shows to its users, one line a member, sorted.</summary>
internal static class PublicApi
{
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append(Bases(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        if (type.IsEnum)
        {
            return "";
        }

        var bases = new[] { type.BaseType }
            .OfType<Type>()
            .Where(b => b != typeof(object) && b != typeof(ValueType))
            .Concat(type.GetInterfaces().Where(i => i.IsPublic && type.BaseType?.GetInterfaces().Contains(i) != true && !i.Name.StartsWith("IEquatable", StringComparison.Ordinal)))
            .Select(Name)
            .ToList();
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(n => $"{n} = {Convert.ToInt64(Enum.Parse(type, n))}");
        }

        const BindingFlags flags = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetMembers(flags).Where(IsShown).Select(Describe).OfType<string>();
    }

    private static bool IsShown(MemberInfo member) =>
        member.GetCustomAttribute<CompilerGeneratedAttribute>() is null && member switch
        {
            MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
            PropertyInfo property => property.GetAccessors(true).Any(IsShownAccessor),
            FieldInfo field => field.IsPublic || field.IsFamily,
            EventInfo e => e.AddMethod is { IsPublic: true },
            _ => false,
        };

    private static bool IsShownAccessor(MethodInfo accessor) => accessor.IsPublic || accessor.IsFamily;

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo c when !c.IsStatic => $"new({Parameters(c)})",
        PropertyInfo p => $"{Static(p.GetAccessors(true)[0])}{Name(p.PropertyType)} {p.Name} {{ {Accessors(p)} }}",
        MethodInfo { IsSpecialName: false } m => $"{Static(m)}{Name(m.ReturnType)} {m.Name}{Generic(m)}({Parameters(m)})",
        FieldInfo f => $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}",
        EventInfo e => $"event {Name(e.EventHandlerType!)} {e.Name}",
        _ => null,
    };

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract " : "";

    private static string Accessors(PropertyInfo property) => string.Join(' ', property.GetAccessors(true).Where(IsShownAccessor).Select(a =>
        a.ReturnType == typeof(void)
            ? a.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;"
            : "get;"));

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = " + (p.DefaultValue is string s ? $"\"{s}\"" : p.DefaultValue ?? "default") : "")}"));

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        var name = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
