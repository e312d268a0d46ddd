using Portal.Web;

return await PortalProgram.RunAsync(args);
