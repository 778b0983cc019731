// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract ViewsTest is PostOfficeTest {
    string private constant _STAMP_TYPE =
        "Stamp(address sender,address relay,address token,bytes32 inboxId,bytes32 letterHash,"
        "uint96 carriage,uint96 stake,uint40 expiresAt)";

    function test_Registry() public view {
        vm.assertEq(address(office.registry()), address(registry));
    }

    /// @dev Against an EIP-712 implementation that is not ours.
    function testFuzz_StampIdIsItsTypedDataDigest(IStamps.Stamp memory stamp) public view {
        bytes32 separator = domainSeparator("Pennypost PostOffice", block.chainid, address(office));
        bytes32 structHash = vm.eip712HashStruct(_STAMP_TYPE, abi.encode(stamp));
        vm.assertEq(office.stampId(stamp), typedDataDigest(separator, structHash));
    }

    function test_StampIdIsOfThisChainAndContract() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes32 id = office.stampId(stamp);
        vm.chainId(31_338);
        vm.assertNotEq(office.stampId(stamp), id);
        vm.assertEq(
            office.stampId(stamp),
            typedDataDigest(
                domainSeparator("Pennypost PostOffice", 31_338, address(office)),
                vm.eip712HashStruct(_STAMP_TYPE, abi.encode(stamp))
            )
        );
    }

    function test_StampIdDependsOnEveryField() public view {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes32[9] memory ids;
        ids[8] = office.stampId(stamp);
        for (uint256 i = 0; i < 8; ++i) {
            IStamps.Stamp memory other = stampOf(NATIVE, 1);
            if (i == 0) other.sender = mallory.addr;
            if (i == 1) other.relay = mallory.addr;
            if (i == 2) other.token = mallory.addr;
            if (i == 3) other.inboxId = malloryInboxId;
            if (i == 4) other.letterHash = keccak256("another");
            if (i == 5) ++other.carriage;
            if (i == 6) ++other.stake;
            if (i == 7) ++other.expiresAt;
            ids[i] = office.stampId(other);
        }
        for (uint256 i = 0; i < 9; ++i) {
            for (uint256 j = 0; j < i; ++j) vm.assertNotEq(ids[i], ids[j]);
        }
    }

    function test_Eip712Domain() public view {
        (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        ) = IERC5267(address(office)).eip712Domain();
        vm.assertEq(uint8(fields), 0x0f);
        vm.assertEq(name, "Pennypost PostOffice");
        vm.assertEq(version, "1");
        vm.assertEq(chainId, block.chainid);
        vm.assertEq(verifyingContract, address(office));
        vm.assertEq(salt, bytes32(0));
        vm.assertEq(extensions.length, 0);
    }

    function test_StampStatusOfNone() public view {
        assertWord(keccak256("nothing"), IStamps.StampStatus.None, false, false, 0, 0);
    }

    function test_TermsWhereNoneWereSet() public view {
        (uint96 stake, uint32 window, bool relayMayCollect, uint40 setAt) = office.terms(inboxId, carol.addr);
        vm.assertEq(stake, 0);
        vm.assertEq(window, 0);
        vm.assertFalse(relayMayCollect);
        vm.assertEq(setAt, 0);
    }

    function test_QuoteSaysWhatPostingTakes() public {
        vm.startPrank(alice.addr);
        office.setTerms(inboxId, address(dollar), 7, 1 hours, true);
        office.setDoor(inboxId, ITerms.Door.Closed);
        vm.stopPrank();
        setConsent(bob.addr, ITerms.Consent.Denied);

        _assertQuote(NATIVE, bob.addr, STAKE, WINDOW, ITerms.Door.Closed, ITerms.Consent.Denied);
        _assertQuote(address(dollar), carol.addr, 7, 1 hours, ITerms.Door.Closed, ITerms.Consent.None);
        _assertQuote(carol.addr, carol.addr, 0, 0, ITerms.Door.Closed, ITerms.Consent.None);
    }

    /// @dev The inbox of the sender may be denied or allowed: the quote is of its address alone.
    function test_QuoteIsOfTheAddressAlone() public {
        bytes32[] memory subjects = new bytes32[](1);
        ITerms.Consent[] memory consents = new ITerms.Consent[](1);
        (subjects[0], consents[0]) = (malloryInboxId, ITerms.Consent.Allowed);
        vm.prank(alice.addr);
        office.setConsents(inboxId, subjects, consents);
        _assertQuote(NATIVE, mallory.addr, STAKE, WINDOW, ITerms.Door.Postage, ITerms.Consent.None);
    }

    /// @dev Whoever posts what is quoted is not refused.
    function testFuzz_WhatIsQuotedIsTaken(uint96 stake, uint32 window) public {
        vm.prank(alice.addr);
        office.setTerms(
            inboxId,
            NATIVE,
            uint96(bound(stake, 1, type(uint96).max)),
            uint32(bound(window, 1 hours, 30 days)),
            false
        );

        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        (uint96 asked, uint32 seconds_, , ) = office.quote(inboxId, NATIVE, bob.addr);
        (stamp.stake, stamp.carriage, stamp.expiresAt) = (asked, 0, uint40(NOW + seconds_));
        vm.deal(bob.addr, asked);
        post(stamp);
    }

    function _assertQuote(
        address token,
        address sender,
        uint96 stake,
        uint32 window,
        ITerms.Door door,
        ITerms.Consent consent
    ) private view {
        (uint96 stake_, uint32 window_, ITerms.Door door_, ITerms.Consent consent_) = office.quote(
            inboxId,
            token,
            sender
        );
        vm.assertEq(stake_, stake, "stake");
        vm.assertEq(window_, window, "window");
        vm.assertEq(uint8(door_), uint8(door), "door");
        vm.assertEq(uint8(consent_), uint8(consent), "consent");
    }
}
