// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {MailingTest} from "./MailingTest.sol";

contract AdmitMailingTest is MailingTest {
    IMailings.Mailing private _mailing;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        (_mailing, _id) = opened(NATIVE);
    }

    function test_RevertWhen_CallerIsNotItsRelay() public {
        address[4] memory callers = [mallory.addr, bob.addr, alice.addr, address(this)];
        for (uint256 i = 0; i < callers.length; ++i) {
            _expectNotRelay(_id, callers[i]);
            admitMailingAs(callers[i], _mailing);
        }
        assertMailing(_id, IMailings.MailingStatus.Open, 0, NOW, 0);
    }

    /// @dev A relay that puts itself into somebody's mailing has another mailing, which was never opened.
    function test_RevertWhen_TheRelayIsChanged() public {
        IMailings.Mailing memory mailing = _mailing;
        mailing.relay = mallory.addr;
        expectMailNotPending(mailingIdOf(mailing), IMailings.MailingStatus.None);
        admitMailingAs(mallory.addr, mailing);
    }

    function test_RevertGiven_ItWasNeverOpened() public {
        IMailings.Mailing memory never = _mailing;
        never.root = keccak256("another");
        expectMailNotPending(mailingIdOf(never), IMailings.MailingStatus.None);
        admitMailingAs(relay.addr, never);
    }

    function test_RevertGiven_ItIsAdmitted() public {
        admitMailingAs(relay.addr, _mailing);
        expectMailNotPending(_id, IMailings.MailingStatus.Admitted);
        admitMailingAs(relay.addr, _mailing);
        assertBalance(relay.addr, NATIVE, MAIL_CARRIAGE);
    }

    function test_RevertGiven_ItIsClosed() public {
        vm.warp(EXPIRES_AT);
        closeMailingAs(bob.addr, _mailing);
        expectMailNotPending(_id, IMailings.MailingStatus.Closed);
        admitMailingAs(relay.addr, _mailing);
        // Nor if time ran backwards.
        vm.warp(NOW);
        expectMailNotPending(_id, IMailings.MailingStatus.Closed);
        admitMailingAs(relay.addr, _mailing);
        assertBalance(relay.addr, NATIVE, 0);
    }

    function test_RevertWhen_ItsTimeIsOver() public {
        uint40[2] memory times = [EXPIRES_AT, EXPIRES_AT + 1];
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            expectMailHasExpired(_id, EXPIRES_AT);
            admitMailingAs(relay.addr, _mailing);
        }
    }

    function test_AdmitsInTheLastSecond() public {
        vm.warp(EXPIRES_AT - 1);
        admitMailingAs(relay.addr, _mailing);
        assertMailing(_id, IMailings.MailingStatus.Admitted, 0, NOW, 0);
    }

    /// @dev Who calls, what is not open, its time: in this order.
    function test_RefusesInOrder() public {
        IMailings.Mailing memory never = _mailing;
        never.root = keccak256("another");
        vm.warp(EXPIRES_AT);
        _expectNotRelay(mailingIdOf(never), mallory.addr);
        admitMailingAs(mallory.addr, never);
        expectMailNotPending(mailingIdOf(never), IMailings.MailingStatus.None);
        admitMailingAs(relay.addr, never);
        expectMailHasExpired(_id, EXPIRES_AT);
        admitMailingAs(relay.addr, _mailing);
    }

    function test_MakesItAdmitted() public {
        collectMailAs(alice.addr, _mailing, claimsOf(these(0, 2)));
        vm.warp(NOW + 1);
        admitMailingAs(relay.addr, _mailing);
        assertMailing(_id, IMailings.MailingStatus.Admitted, 2, NOW, 0);
        assertPage(_id, 0, 5);
    }

    function test_CreditsTheCarriageOfAllToTheRelay() public {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(relay.addr, address(0), relay.addr, 0, MAIL_CARRIAGE);
        admitMailingAs(relay.addr, _mailing);
        assertBalance(relay.addr, NATIVE, MAIL_CARRIAGE);
        assertBalance(bob.addr, NATIVE, 0);
        assertHeld(NATIVE, MAIL_POSTAGE);
    }

    function test_CreditsInTheMailingsToken() public {
        (IMailings.Mailing memory mailing, bytes32 id) = opened(address(dollar));
        admitMailingAs(relay.addr, mailing);
        assertMailing(id, IMailings.MailingStatus.Admitted, 0, NOW, 0);
        assertBalance(relay.addr, address(dollar), MAIL_CARRIAGE);
        assertBalance(relay.addr, NATIVE, 0);
        assertHeld(address(dollar), MAIL_POSTAGE);
    }

    /// @dev Collecting pays no carriage, so admission still pays all of it.
    function test_CreditsTheCarriageOfCollectedLettersToo() public {
        collectMailAs(alice.addr, _mailing, claimsOf(these(0, 2, 4)));
        collectMailAs(mallory.addr, _mailing, claimsOf(these(1, 3)));
        assertBalance(relay.addr, NATIVE, 0);
        admitMailingAs(relay.addr, _mailing);
        assertMailing(_id, IMailings.MailingStatus.Admitted, 5, NOW, 0);
        assertBalance(relay.addr, NATIVE, MAIL_CARRIAGE);
    }

    function test_WithoutCarriageItEmitsNoTransfer() public {
        IMailings.Mailing memory mailing = _mailing;
        mailing.carriage = 0;
        bytes32 id = open(mailing);
        watchLogs();
        admitMailingAs(relay.addr, mailing);
        vm.assertEq(vm.getRecordedLogs().length, 1, "MailingAdmitted alone");
        assertMailing(id, IMailings.MailingStatus.Admitted, 0, NOW, 0);
        assertBalance(relay.addr, NATIVE, 0);
    }

    /// @dev It has nothing to be paid for either.
    function test_RevertGiven_ThereIsNoRelay() public {
        IMailings.Mailing memory mailing = _mailing;
        (mailing.relay, mailing.carriage) = (address(0), 0);
        bytes32 id = open(mailing);
        _expectNotRelay(id, relay.addr);
        admitMailingAs(relay.addr, mailing);
    }

    function test_EmitsThatItIsAdmitted() public {
        vm.expectEmit(address(office));
        emit IMailings.MailingAdmitted(_id, relay.addr);
        admitMailingAs(relay.addr, _mailing);
    }

    function test_TakesTheLargestAmounts() public {
        IMailings.Mailing memory mailing = _mailing;
        (mailing.carriage, mailing.stake) = (type(uint96).max, type(uint96).max);
        mailing.count = type(uint32).max;
        uint256 carriages = uint256(type(uint32).max) * type(uint96).max;
        vm.deal(bob.addr, 2 * carriages);
        open(mailing);
        admitMailingAs(relay.addr, mailing);
        assertBalance(relay.addr, NATIVE, carriages);
    }

    function test_RevertWhen_CalldataIsDirty() public {
        bytes memory call = abi.encodeCall(office.admitMailing, (_mailing));
        assertDirtyMailingFails(relay.addr, 0, call);
        assertMailing(_id, IMailings.MailingStatus.Open, 0, NOW, 0);
        assertCallSucceeds(relay.addr, 0, call);
        assertMailing(_id, IMailings.MailingStatus.Admitted, 0, NOW, 0);
    }

    function _expectNotRelay(bytes32 id, address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IMailings.NotMailingRelay.selector, id, caller));
    }
}
