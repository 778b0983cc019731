// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {MockBlocklistToken} from "../../../contracts/mocks/MockBlocklistToken.sol";
import {MockFalseToken} from "../../../contracts/mocks/MockFalseToken.sol";
import {MockJunkToken} from "../../../contracts/mocks/MockJunkToken.sol";
import {MockRefusingReceiver} from "../../../contracts/mocks/MockRefusingReceiver.sol";
import {SignedCallTest} from "../base/SignedCallTest.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @notice Bob has 100 of each token in the ledger and signs; Mallory hands in; Carol is paid.
contract WithdrawForTest is PostOfficeTest, SignedCallTest {
    struct Withdraw {
        address owner;
        address token;
        uint256 amount;
        address to;
        uint256 nonce;
        uint256 deadline;
    }

    string private constant _TYPE =
        "Withdraw(address owner,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)";
    uint256 private constant _AMOUNT = 60;

    function setUp() public override {
        super.setUp();
        credit(bob.addr, NATIVE, 100);
        credit(bob.addr, address(dollar), 100);
    }

    /* SIGNED CALL */

    function target() internal view override returns (ISigned) {
        return office;
    }

    function domainNames() internal pure override returns (string memory own, string memory other) {
        return ("Pennypost PostOffice", "Pennypost InboxRegistry");
    }

    function useNonceOtherwise(Account memory signer) internal override {
        credit(signer.addr, NATIVE, 1);
        Withdraw memory other = Withdraw(signer.addr, NATIVE, 1, bob.addr, 0, NOW);
        office.withdrawFor(signer.addr, NATIVE, 1, bob.addr, NOW, sign(signer, _digestOf(other)));
    }

    function prepare(address signer) internal override {
        credit(signer, address(dollar), _AMOUNT);
    }

    function structHashOf(address signer, uint256 nonce, uint256 deadline) internal view override returns (bytes32) {
        return _hashOf(Withdraw(signer, address(dollar), _AMOUNT, carol.addr, nonce, deadline));
    }

    function send(address signer, uint256 deadline, bytes memory signature) internal override {
        vm.prank(mallory.addr);
        office.withdrawFor(signer, address(dollar), _AMOUNT, carol.addr, deadline, signature);
    }

    function isDone(address) internal view override returns (bool) {
        return dollar.balanceOf(carol.addr) == _AMOUNT;
    }

    /* TO */

    function test_RevertWhen_ToIsZeroOrTheContract() public {
        address[2] memory receivers = [address(0), address(office)];
        for (uint256 i = 0; i < receivers.length; ++i) {
            Withdraw memory value = Withdraw(bob.addr, NATIVE, 5, receivers[i], 0, NOW);
            bytes memory signature = sign(bob, _digestOf(value));
            expectInvalidReceiver(receivers[i]);
            _handIn(value, signature);
            value.amount = 0;
            expectInvalidReceiver(receivers[i]);
            _handIn(value, "");
            value.deadline = NOW - 1;
            expectInvalidReceiver(receivers[i]);
            _handIn(value, "");
        }
        vm.assertEq(office.nonces(bob.addr), 0);
        assertBalance(bob.addr, NATIVE, 100);
    }

    /* SIGNED MEMBERS */

    function test_RevertWhen_AMemberDiffers() public {
        credit(alice.addr, NATIVE, 100);
        bytes memory signature = sign(bob, _digestOf(_ether(_AMOUNT)));
        for (uint256 member = 0; member < 4; ++member) {
            Withdraw memory other = _ether(_AMOUNT);
            if (member == 0) other.owner = alice.addr;
            if (member == 1) other.token = address(dollar);
            if (member == 2) other.amount -= 1;
            if (member == 3) other.to = mallory.addr;
            expectInvalidSignature(other.owner);
            _handIn(other, signature);
        }
        _handIn(_ether(_AMOUNT), signature);
    }

    /* AMOUNT */

    function test_ZeroUsesUpTheNonceOnly() public {
        Withdraw memory none = _ether(0);
        bytes memory signature = sign(bob, _digestOf(none));
        watchLogs();
        _handIn(none, signature);
        assertNoLogs();
        vm.assertEq(office.nonces(bob.addr), 1);
        assertBalance(bob.addr, NATIVE, 100);
        expectInvalidSignature(bob.addr);
        _handIn(none, signature);
    }

    function test_RevertGiven_TheBalanceIsShort() public {
        credit(mallory.addr, NATIVE, 1_000);
        Withdraw memory value = _ether(101);
        bytes memory signature = sign(bob, _digestOf(value));
        expectInsufficientBalance(bob.addr, NATIVE, 100, 101);
        _handIn(value, signature);
        vm.assertEq(office.nonces(bob.addr), 0);
        assertBalance(mallory.addr, NATIVE, 1_000);

        credit(bob.addr, NATIVE, 1);
        _handIn(value, signature);
        vm.assertEq(carol.addr.balance, 101);
    }

    /* REFUSALS */

    function test_RevertWhen_TheReceiverRefuses() public {
        address refusing = address(new MockRefusingReceiver());
        Withdraw memory value = _ether(5);
        value.to = refusing;
        bytes memory signature = sign(bob, _digestOf(value));
        vm.expectRevert(abi.encodeWithSelector(ILedger.NativeTransferFailed.selector, refusing, 5));
        _handIn(value, signature);
        vm.assertEq(office.nonces(bob.addr), 0);
        assertBalance(bob.addr, NATIVE, 100);

        vm.etch(refusing, "");
        _handIn(value, signature);
        vm.assertEq(refusing.balance, 5);
    }

    function test_RevertWhen_TheTokenRefuses() public {
        MockBlocklistToken token = new MockBlocklistToken();
        (Withdraw memory value, bytes memory signature) = _inToken(address(token));
        token.setBlocked(carol.addr, true);
        vm.expectRevert(abi.encodeWithSelector(MockBlocklistToken.Blocked.selector, carol.addr));
        _handIn(value, signature);
        _assertStillThere(address(token));

        token.setBlocked(carol.addr, false);
        _handIn(value, signature);
        vm.assertEq(token.balanceOf(carol.addr), _AMOUNT);
    }

    function test_RevertWhen_TheTokenAnswersFalse() public {
        MockFalseToken token = new MockFalseToken();
        (Withdraw memory value, bytes memory signature) = _inToken(address(token));
        token.setRefuses(true);
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
        _handIn(value, signature);
        _assertStillThere(address(token));
    }

    function test_RevertGiven_TheTokenLostItsCode() public {
        MockFalseToken token = new MockFalseToken();
        (Withdraw memory value, bytes memory signature) = _inToken(address(token));
        vm.etch(address(token), "");
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
        _handIn(value, signature);
        _assertStillThere(address(token));
    }

    function test_RevertWhen_TheTokenBurnsAllGas() public {
        MockJunkToken token = new MockJunkToken();
        (Withdraw memory value, bytes memory signature) = _inToken(address(token));
        token.setBurnsGas(true);
        vm.expectRevert();
        vm.prank(mallory.addr);
        office.withdrawFor{gas: 1_000_000}(value.owner, value.token, value.amount, value.to, value.deadline, signature);
        _assertStillThere(address(token));

        token.setBurnsGas(false);
        _handIn(value, signature);
        vm.assertEq(token.balanceOf(carol.addr), _AMOUNT);
    }

    function test_RevertWhen_ValueComesWithIt() public {
        Withdraw memory value = _ether(5);
        bytes memory call = abi.encodeCall(
            office.withdrawFor,
            (bob.addr, NATIVE, 5, carol.addr, NOW, sign(bob, _digestOf(value)))
        );
        vm.deal(mallory.addr, 1);
        vm.prank(mallory.addr);
        (bool success, bytes memory answer) = address(office).call{value: 1}(call);
        vm.assertFalse(success);
        vm.assertEq(answer.length, 0);
    }

    /* IN ORDER */

    function test_PaysNatively() public {
        credit(mallory.addr, NATIVE, 7);
        bytes memory signature = sign(bob, _digestOf(_ether(_AMOUNT)));
        _assertPays(_ether(_AMOUNT), signature);
        vm.assertEq(carol.addr.balance, _AMOUNT);
        vm.assertEq(mallory.addr.balance, 0);
        assertBalance(bob.addr, NATIVE, 100 - _AMOUNT);
        assertBalance(mallory.addr, NATIVE, 7);
        assertHeld(NATIVE, 107 - _AMOUNT);
    }

    function test_PaysInAToken() public {
        credit(mallory.addr, address(dollar), 7);
        Withdraw memory value = _ether(100);
        value.token = address(dollar);
        _assertPays(value, sign(bob, _digestOf(value)));
        vm.assertEq(dollar.balanceOf(carol.addr), 100);
        assertBalance(bob.addr, address(dollar), 0);
        assertBalance(bob.addr, NATIVE, 100);
        assertBalance(mallory.addr, address(dollar), 7);
        assertHeld(address(dollar), 7);
    }

    /// @dev Nor do an operator's rights make a difference.
    function test_SpendsNoAllowance() public {
        vm.startPrank(bob.addr);
        office.approve(mallory.addr, 0, _AMOUNT);
        office.setOperator(mallory.addr, true);
        vm.stopPrank();
        expectInvalidSignature(bob.addr);
        _handIn(_ether(_AMOUNT), "");

        _handIn(_ether(_AMOUNT), sign(bob, _digestOf(_ether(_AMOUNT))));
        vm.assertEq(office.allowance(bob.addr, mallory.addr, 0), _AMOUNT);
        vm.assertEq(office.nonces(bob.addr), 1);
    }

    function test_GoesByTheOrderOfNonces() public {
        Withdraw memory second = _ether(2);
        second.nonce = 1;
        bytes memory first = sign(bob, _digestOf(_ether(1)));
        bytes memory signature = sign(bob, _digestOf(second));
        expectInvalidSignature(bob.addr);
        _handIn(second, signature);
        _handIn(_ether(1), first);
        _handIn(second, signature);
        vm.assertEq(carol.addr.balance, 3);
        vm.assertEq(office.nonces(bob.addr), 2);
    }

    /// @dev Both contracts count for themselves, and so do both signers.
    function test_LeavesOtherNoncesAlone() public {
        _handIn(_ether(1), sign(bob, _digestOf(_ether(1))));
        vm.assertEq(office.nonces(bob.addr), 1);
        vm.assertEq(office.nonces(mallory.addr), 0);
        vm.assertEq(office.nonces(carol.addr), 0);
        vm.assertEq(ISigned(address(registry)).nonces(bob.addr), 0);
    }

    function testFuzz_DebitsTheOwnerAlone(uint96 amount, uint96 left, bool native) public {
        Withdraw memory value = _ether(amount);
        (value.owner, value.token) = (alice.addr, native ? NATIVE : address(dollar));
        credit(alice.addr, value.token, uint256(amount) + left);
        _handIn(value, sign(alice, _digestOf(value)));
        assertBalance(alice.addr, value.token, left);
        assertBalance(bob.addr, value.token, 100);
        assertHeld(value.token, uint256(left) + 100);
        vm.assertEq(native ? carol.addr.balance : dollar.balanceOf(carol.addr), amount);
    }

    /* PARTS */

    /// @dev Of Bob's ether, to Carol, with nonce 0.
    function _ether(uint256 amount) private view returns (Withdraw memory) {
        return Withdraw(bob.addr, NATIVE, amount, carol.addr, 0, NOW);
    }

    /// @dev Bob has just as much in the ledger as he signs for.
    function _inToken(address token) private returns (Withdraw memory value, bytes memory signature) {
        credit(bob.addr, token, _AMOUNT);
        value = Withdraw(bob.addr, token, _AMOUNT, carol.addr, 0, NOW);
        signature = sign(bob, _digestOf(value));
    }

    function _assertStillThere(address token) private view {
        assertBalance(bob.addr, token, _AMOUNT);
        vm.assertEq(office.nonces(bob.addr), 0);
    }

    function _assertPays(Withdraw memory value, bytes memory signature) private {
        watchLogs();
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(mallory.addr, value.owner, address(0), tokenId(value.token), value.amount);
        vm.expectEmit(address(office));
        emit ILedger.Withdrawn(value.token, value.owner, value.to, value.amount);
        _handIn(value, signature);
        assertLogs(2);
    }

    function _handIn(Withdraw memory value, bytes memory signature) private {
        vm.prank(mallory.addr);
        office.withdrawFor(value.owner, value.token, value.amount, value.to, value.deadline, signature);
    }

    function _hashOf(Withdraw memory value) private pure returns (bytes32) {
        return vm.eip712HashStruct(_TYPE, abi.encode(value));
    }

    function _digestOf(Withdraw memory value) private view returns (bytes32) {
        return officeDigest(_hashOf(value));
    }
}
