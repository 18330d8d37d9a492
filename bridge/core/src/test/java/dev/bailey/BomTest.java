package dev.bailey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What an application imports with the BOM: Bailey's artifacts, and no version of anybody else's. */
final class BomTest {
    @Test
    void managesBaileysArtifactsAndNothingElse() throws Exception {
        Document bom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("../bom/pom.xml"));

        assertEquals(0, bom.getElementsByTagName("parent").getLength(), "what a parent manages is imported, too");
        assertEquals(Set.of("dev.bailey"), texts(bom, "groupId"));
        assertEquals(
                Set.of(
                        "bailey-bom",
                        "bailey-core",
                        "bailey-legacy-client",
                        "bailey-servlet",
                        "bailey-spring-boot-starter",
                        "bailey-vertx"),
                texts(bom, "artifactId"));
        assertEquals(Set.of("${project.version}", version(new File("../../pom.xml"))), texts(bom, "version"));
    }

    private static Set<String> texts(Document document, String name) {
        Set<String> texts = new TreeSet<>();
        NodeList elements = document.getElementsByTagName(name);
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent());
        }
        return texts;
    }

    /** The first version that the build's own pom names is the build's. */
    private static String version(File pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom)
                .getElementsByTagName("version")
                .item(0)
                .getTextContent();
    }
}
