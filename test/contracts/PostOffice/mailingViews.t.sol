// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {MailingTest} from "./MailingTest.sol";

contract MailingViewsTest is MailingTest {
    /* mailingId */

    function testFuzz_MailingId_IsTheEip712Digest(IMailings.Mailing memory mailing) public view {
        bytes32 structHash = vm.eip712HashStruct(
            "Mailing(address sender,address relay,address token,bytes32 root,"
            "uint96 carriage,uint96 stake,uint32 count,uint40 expiresAt)",
            abi.encode(mailing)
        );
        bytes32 separator = domainSeparator("Pennypost PostOffice", block.chainid, address(office));
        vm.assertEq(office.mailingId(mailing), typedDataDigest(separator, structHash));
        vm.assertEq(office.mailingId(mailing), mailingIdOf(mailing));
    }

    function test_MailingId_NamesChainAndContract() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        bytes32 structHash = keccak256(abi.encode(MAILING_TYPEHASH, mailing));
        uint256 newChainId = block.chainid + 1;
        vm.chainId(newChainId);
        bytes32 separator = domainSeparator("Pennypost PostOffice", newChainId, address(office));
        vm.assertEq(office.mailingId(mailing), typedDataDigest(separator, structHash));
    }

    /// @dev One bit of one field makes another mailing.
    function test_MailingId_DependsOnEveryField() public view {
        bytes32 id = office.mailingId(mailingOf(NATIVE));
        for (uint256 field = 0; field < 8; ++field) {
            IMailings.Mailing memory mailing = mailingOf(NATIVE);
            // Safety: a struct of 8 fields has a word of memory for each.
            assembly ("memory-safe") {
                let word := add(mailing, mul(field, 0x20))
                mstore(word, xor(mload(word), 1))
            }
            vm.assertNotEq(office.mailingId(mailing), id);
        }
    }

    /* mailing */

    function test_Mailing_OfNoneIsEmpty() public view {
        assertMailing(0, IMailings.MailingStatus.None, 0, 0, 0);
        assertMailing(mailingIdOf(mailingOf(NATIVE)), IMailings.MailingStatus.None, 0, 0, 0);
    }

    function test_Mailing_ThroughItsLife() public {
        vm.warp(NOW + 1);
        (IMailings.Mailing memory mailing, bytes32 id) = opened(NATIVE);
        assertMailing(id, IMailings.MailingStatus.Open, 0, NOW + 1, 0);
        vm.warp(NOW + 2);
        collectMailAs(alice.addr, mailing, claimsOf(these(2)));
        assertMailing(id, IMailings.MailingStatus.Open, 1, NOW + 1, 0);
        vm.warp(NOW + 3);
        admitMailingAs(relay.addr, mailing);
        assertMailing(id, IMailings.MailingStatus.Admitted, 1, NOW + 1, 0);
        vm.warp(NOW + 4);
        collectMailAs(mallory.addr, mailing, claimsOf(these(3, 1)));
        assertMailing(id, IMailings.MailingStatus.Admitted, 3, NOW + 1, 0);
        vm.warp(EXPIRES_AT + 5);
        closeMailingAs(carol.addr, mailing);
        assertMailing(id, IMailings.MailingStatus.Closed, 3, NOW + 1, EXPIRES_AT + 5);
    }

    /* isMailCollected */

    function testFuzz_IsMailCollected_NotOfNone(bytes32 id, uint32 index) public view {
        vm.assertFalse(office.isMailCollected(id, index));
    }

    function test_IsMailCollected_OfThatIndexAlone() public {
        (IMailings.Mailing memory mailing, bytes32 id) = opened(NATIVE);
        collectMailAs(alice.addr, mailing, claimsOf(these(2)));
        for (uint32 i = 0; i < 600; ++i) vm.assertEq(office.isMailCollected(id, i), i == 2);
        vm.assertFalse(office.isMailCollected(id, type(uint32).max));
    }

    /// @dev Nor of another mailing with the same letters.
    function test_IsMailCollected_OfThatMailingAlone() public {
        (IMailings.Mailing memory mailing, ) = opened(NATIVE);
        (, bytes32 other) = opened(address(dollar));
        collectMailAs(alice.addr, mailing, claimsOf(these(2)));
        vm.assertFalse(office.isMailCollected(other, 2));
        assertMailing(other, IMailings.MailingStatus.Open, 0, NOW, 0);
        assertPage(other, 0, 0);
    }

    function test_IsMailCollected_ForEver() public {
        (IMailings.Mailing memory mailing, bytes32 id) = opened(NATIVE);
        collectMailAs(alice.addr, mailing, claimsOf(these(2)));
        vm.warp(EXPIRES_AT);
        closeMailingAs(bob.addr, mailing);
        vm.assertTrue(office.isMailCollected(id, 2));
        vm.assertFalse(office.isMailCollected(id, 0));
    }
}
